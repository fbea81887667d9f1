package org.openledger.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openledger.model.Adapter;
import org.openledger.model.file.FileDigests;
import org.openledger.store.Disk;
import org.openledger.store.Refusal.Kind;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of S3, or of a server that speaks its protocol, that holds adapters by their digest: {@code PREFIX/DIGEST/FILE}, the two
 * files of a PEFT folder. Nothing of it is trusted: whoever fetches compares the digest.
 *
 * <p>Credentials, region and another server's address are those of AWS's own environment and profile files, such as
 * {@code AWS_ACCESS_KEY_ID}, {@code AWS_REGION} and {@code AWS_ENDPOINT_URL_S3}.
 */
public final class AdapterBucket implements AutoCloseable {
    private final String url;
    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param client what asks the server */
    AdapterBucket(String url, S3Client client) {
        URI parts = URI.create(url);
        this.url = url;
        this.client = client;
        this.bucket = parts.getAuthority();
        this.prefix = parts.getPath().isEmpty() ? "" : parts.getPath().substring(1) + "/";
    }

    /**
     * The bucket of s3://BUCKET or s3://BUCKET/PREFIX; nobody is asked yet.
     *
     * @throws RegistryException where AWS's environment names no region
     */
    public static AdapterBucket open(String url) {
        try {
            return new AdapterBucket(url, standard().build());
        } catch (SdkException incomplete) {
            throw new RegistryException(
                    Kind.INVALID,
                    "The bucket " + url + " cannot be used: " + incomplete.getMessage()
                            + ". Set AWS_REGION and AWS's other variables for the node.");
        }
    }

    /** Other servers know buckets by the path alone; sums and encodings beyond what S3 requires are newer than many of them. */
    static S3ClientBuilder standard() {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    /** The digests of the adapters that are whole there. */
    Set<String> digests() {
        return asked("listed", () -> {
            Map<String, Set<String>> found = new HashMap<>();
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(prefix))
                    .contents()) {
                String[] path = object.key().substring(prefix.length()).split("/", -1);
                if (path.length == 2) {
                    found.computeIfAbsent(path[0], _ -> new HashSet<>()).add(path[1]);
                }
            }
            return found.entrySet().stream()
                    .filter(each -> each.getValue().containsAll(Adapter.FILES))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        });
    }

    /** Keeps an adapter's files, with their sums, by which the server refuses what came otherwise; again where they are there already. */
    void put(String digest, Path folder) {
        asked("written", () -> {
            for (String file : Adapter.FILES) {
                Path from = folder.resolve(file);
                client.putObject(
                        put -> put.bucket(bucket).key(key(digest, file)).checksumSHA256(sum(from)),
                        RequestBody.fromFile(from));
            }
            return digest;
        });
    }

    /**
     * Whether it holds one of an adapter's files with the bytes that the folder has: by the size and the SHA-256 that the server keeps, or
     * by all bytes where it keeps none.
     */
    boolean holds(String digest, String file, Path folder) {
        Path here = folder.resolve(file);
        String sum = sum(here);
        try {
            HeadObjectResponse there = client.headObject(
                    head -> head.bucket(bucket).key(key(digest, file)).checksumMode(ChecksumMode.ENABLED));
            if (there.contentLength() != Files.size(here)) {
                return false;
            }
            boolean said = there.checksumSHA256() != null && there.checksumType() != ChecksumType.COMPOSITE;
            return (said ? there.checksumSHA256() : readSum(digest, file)).equals(sum);
        } catch (NoSuchKeyException missing) {
            return false;
        } catch (SdkException | IOException failed) {
            throw unanswered("compared", failed);
        }
    }

    private String readSum(String digest, String file) throws IOException {
        try (InputStream content = client.getObject(get -> get.bucket(bucket).key(key(digest, file)))) {
            return base64(FileDigests.of(content));
        }
    }

    /** As S3 writes sums. */
    private static String sum(Path file) {
        return base64(FileDigests.ofFile(file));
    }

    private static String base64(String hexDigest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexDigest));
    }

    /**
     * Writes one of an adapter's files into its folder; whoever reads it compares the digest.
     *
     * @throws RegistryException where the bucket lacks it, or does not answer
     */
    void fetch(String digest, String file, Path folder, Disk disk) throws IOException {
        Optional<IOException> failed = asked("read", () -> {
            try (InputStream content =
                    client.getObject(get -> get.bucket(bucket).key(key(digest, file)))) {
                disk.replace(folder.resolve(file), content);
                return Optional.empty();
            } catch (IOException disks) {
                return Optional.of(disks);
            }
        });
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private String key(String digest, String file) {
        return prefix + digest + "/" + file;
    }

    private interface Asking<T> {
        T ask();
    }

    private <T> T asked(String what, Asking<T> asking) {
        try {
            return asking.ask();
        } catch (NoSuchKeyException missing) {
            throw new RegistryException(
                    Kind.CONFLICT, "the bucket " + url + " has no such adapter: restore it there from a backup");
        } catch (SdkException failed) {
            throw unanswered(what, failed);
        }
    }

    private RegistryException unanswered(String what, Exception failed) {
        return new RegistryException(
                Kind.NOT_READY, "the bucket " + url + " cannot be " + what + ": " + failed.getMessage());
    }

    @Override
    public String toString() {
        return url;
    }

    @Override
    public void close() {
        client.close();
    }
}
