package org.openledger.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * As much of S3 as a bucket of adapters needs, on this machine: put, get, head, delete and list by path. It asks for a signature, and checks none.
 * That a real server answers alike is shown by {@code AdapterTiersTest} with OPENLEDGER_S3_URL.
 */
public final class BucketServer implements AutoCloseable {
    private static final String SUM = "x-amz-checksum-sha256";

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    private volatile boolean failing;
    private volatile boolean keepingSums = true;

    public BucketServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The objects by bucket and key, which may be changed. */
    public Map<String, byte[]> objects() {
        return objects;
    }

    /** From now on every call fails, or none does. */
    void setFailing(boolean failing) {
        this.failing = failing;
    }

    /** Whether it says the sums of what it has, as S3 does and older servers do not. */
    void setKeepingSums(boolean keepingSums) {
        this.keepingSums = keepingSums;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath().substring(1);
            byte[] sent = call.getRequestBody().readAllBytes();
            if (failing) {
                reply(call, 503, "<Error><Code>SlowDown</Code></Error>".getBytes(StandardCharsets.UTF_8));
            } else if (call.getRequestHeaders().getFirst("Authorization") == null) {
                reply(call, 403, "<Error><Code>AccessDenied</Code></Error>".getBytes(StandardCharsets.UTF_8));
            } else if (call.getRequestMethod().equals("PUT")) {
                String sum = call.getRequestHeaders().getFirst(SUM);
                if (keepingSums && sum != null && !sum.equals(sum(sent))) {
                    reply(call, 400, "<Error><Code>BadDigest</Code></Error>".getBytes(StandardCharsets.UTF_8));
                    return;
                }
                objects.put(path, sent);
                call.getResponseHeaders().set("ETag", "\"1\"");
                reply(call, 200, new byte[0]);
            } else if (call.getRequestMethod().equals("DELETE")) {
                objects.remove(path);
                reply(call, 204, new byte[0]);
            } else if (call.getRequestURI().getRawQuery() != null
                    && call.getRequestURI().getRawQuery().contains("list-type=2")) {
                reply(call, 200, list(path.replaceFirst("/$", "")));
            } else if (call.getRequestMethod().equals("HEAD") && objects.containsKey(path)) {
                byte[] object = objects.get(path);
                if (keepingSums) {
                    call.getResponseHeaders().set(SUM, sum(object));
                }
                call.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
                reply(call, 200, new byte[0]);
            } else if (objects.containsKey(path)) {
                reply(call, 200, objects.get(path));
            } else {
                reply(call, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String sum(byte[] object) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(object));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] list(String bucket) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(bucket + "/"))
                .map(key -> "<Contents><Key>" + key.substring(bucket.length() + 1) + "</Key></Contents>")
                .collect(Collectors.joining(
                        "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = call.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
