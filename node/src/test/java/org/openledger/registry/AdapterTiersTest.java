package org.openledger.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.model.Adapter;
import org.openledger.store.LocalDisk;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Adapters between a bucket and a small disk. With OPENLEDGER_S3_URL the bucket is one of the server at that address, such as moto's
 * or MinIO's, which then has to let everybody make buckets.
 */
@Tag("integration")
final class AdapterTiersTest {
    private static final int WEIGHTS = 1_000;
    private static final String REAL = System.getenv("OPENLEDGER_S3_URL");

    @TempDir
    Path data;

    private final Random random = new Random(5);
    private final AtomicLong now = new AtomicLong(1);
    private final InstantSource clock = () -> java.time.Instant.ofEpochMilli(now.incrementAndGet());
    private final List<AdapterTiers.Brought> brought = new ArrayList<>();
    private final String name = "b" + UUID.randomUUID();
    private BucketServer server;
    private S3Client client;
    private AdapterBucket bucket;
    private AdapterTiers tiers;

    @BeforeEach
    void open() throws IOException {
        server = new BucketServer();
        client = AdapterBucket.standard()
                .region(Region.US_EAST_1)
                .endpointOverride(REAL == null ? server.url() : URI.create(REAL))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        if (REAL != null) {
            client.createBucket(create -> create.bucket(name));
        }
        bucket = new AdapterBucket("s3://" + name + "/some/prefix", client);
        tiers = tiers(2 * WEIGHTS);
    }

    private AdapterTiers tiers(long diskBytes) {
        return new AdapterTiers(Optional.of(bucket), OptionalLong.of(diskBytes), () -> brought, new LocalDisk(), clock);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private AdapterTiers.Brought bring() {
        try {
            Path folder = Files.createDirectories(data.resolve("a" + brought.size()));
            byte[] weights = new byte[WEIGHTS];
            random.nextBytes(weights);
            Files.writeString(folder.resolve(AdapterArchive.CONFIG), "{\"n\":" + brought.size() + "}");
            Files.write(folder.resolve(AdapterArchive.WEIGHTS), weights);
            brought.add(new AdapterTiers.Brought(Adapter.digestOf(folder), folder, clock.millis()));
            return brought.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isHere(AdapterTiers.Brought each) {
        return Files.exists(each.folder().resolve(AdapterArchive.WEIGHTS));
    }

    private String digest(AdapterTiers.Brought each) {
        return tiers.reading(each.digest(), each.folder(), () -> Adapter.digestOf(each.folder()));
    }

    @Test
    void whatWasNotUsedForLongestLeavesTheDiskAndComesBack() {
        for (int i = 0; i < 5; i++) {
            bring();
        }
        digest(brought.get(0));
        assertThat(tiers.tidy(bucket)).isTrue();
        assertThat(brought).filteredOn(this::isHere).containsExactly(brought.get(0), brought.get(4));
        assertThat(bucket.digests())
                .containsExactlyInAnyOrderElementsOf(
                        brought.stream().map(AdapterTiers.Brought::digest).toList());
        assertThat(brought).allSatisfy(each -> assertThat(digest(each)).isEqualTo(each.digest()));
        assertThat(brought).allMatch(this::isHere);
        tiers.tidy(bucket);
        assertThat(brought).filteredOn(this::isHere).containsExactly(brought.get(3), brought.get(4));
    }

    @Test
    void nothingLeavesTheDiskThatIsNotInTheBucket() {
        if (REAL != null) {
            return; // a server at will
        }
        AdapterTiers.Brought first = bring();
        bring();
        bring();
        server.setFailing(true);
        assertThatThrownBy(() -> tiers.tidy(bucket))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the bucket s3://" + name + "/some/prefix cannot be listed");
        assertThat(brought).allMatch(this::isHere);
        server.setFailing(false);
        tiers.tidy(bucket);
        assertThat(isHere(first)).isFalse();
        server.setFailing(true);
        assertThatThrownBy(() -> digest(first))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("cannot be read");
        assertThat(AdapterTiers.isElsewhere(first.folder())).isTrue();
    }

    @Test
    void aDamagedAdapterIsNotCopied() throws IOException {
        AdapterTiers.Brought damaged = bring();
        bring();
        bring();
        Files.write(damaged.folder().resolve(AdapterArchive.WEIGHTS), new byte[WEIGHTS]);
        tiers.tidy(bucket);
        assertThat(bucket.digests()).doesNotContain(damaged.digest()).hasSize(2);
        assertThat(isHere(damaged)).isTrue();
    }

    @Test
    void whatAnEarlierProcessCopiedIsKnown() {
        AdapterTiers.Brought first = bring();
        tiers.tidy(bucket);
        tiers = tiers(0);
        tiers.tidy(bucket);
        assertThat(isHere(first)).isFalse();
        overwrite(first, new byte[WEIGHTS]); // nobody trusts the bucket: who reads compares
        assertThat(digest(first)).isNotEqualTo(first.digest());
    }

    /** Other bytes, as many of them or not; of a server that says sums, and of one that says none. */
    @ParameterizedTest
    @CsvSource({"999,true", "1000,true", "999,false", "1000,false"})
    void whatTheBucketHoldsOtherwiseStaysOnTheDiskUntilItIsCopiedAgain(int size, boolean sums) {
        server.setKeepingSums(sums);
        AdapterTiers.Brought first = bring();
        AdapterTiers.Brought second = bring();
        tiers.tidy(bucket);
        overwrite(first, new byte[size]);
        tiers = tiers(0);
        tiers.tidy(bucket);
        assertThat(isHere(first)).isTrue();
        assertThat(isHere(second)).isFalse();
        assertThat(tiers.differing()).isEqualTo(1);
        tiers.tidy(bucket);
        assertThat(isHere(first)).isFalse();
        assertThat(tiers.differing()).isZero();
        assertThat(digest(first)).isEqualTo(first.digest());
    }

    @Test
    void whatWasDamagedOnTheDiskDoesNotLeaveIt() throws IOException {
        AdapterTiers.Brought damaged = bring();
        tiers.tidy(bucket);
        Files.write(damaged.folder().resolve(AdapterArchive.WEIGHTS), new byte[WEIGHTS]);
        overwrite(damaged, new byte[WEIGHTS]);
        tiers = tiers(0);
        tiers.tidy(bucket);
        assertThat(isHere(damaged)).isTrue();
    }

    private void overwrite(AdapterTiers.Brought each, byte[] weights) {
        client.putObject(
                put -> put.bucket(name).key("some/prefix/" + each.digest() + "/" + AdapterArchive.WEIGHTS),
                RequestBody.fromBytes(weights));
    }

    @Test
    void whatTheBucketLostIsRefusedByName() {
        AdapterTiers.Brought first = bring();
        tiers = tiers(0);
        tiers.tidy(bucket);
        for (String file : Adapter.FILES) {
            client.deleteObject(gone -> gone.bucket(name).key("some/prefix/" + first.digest() + "/" + file));
        }
        assertThatThrownBy(() -> digest(first)).hasMessageContaining("has no such adapter");
        AdapterTiers without = AdapterTiers.ofThisDisk(new LocalDisk());
        assertThatThrownBy(() -> without.reading(first.digest(), first.folder(), () -> ""))
                .hasMessageContaining("no model.bucket is set");
    }

    /** Readers and evictions at once: everybody reads what was registered. */
    @Test
    void readersNeverMissTheirFiles() throws Exception {
        for (int i = 0; i < 6; i++) {
            bring();
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                AdapterTiers.Brought each = brought.get(random.nextInt(brought.size()));
                boolean evict = i % 4 == 0;
                all.add(pool.submit(() -> {
                    if (evict) {
                        synchronized (this) {
                            tiers.tidy(bucket);
                        }
                    } else {
                        assertThat(digest(each)).isEqualTo(each.digest());
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
