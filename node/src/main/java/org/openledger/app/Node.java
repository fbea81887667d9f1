package org.openledger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.openledger.api.ApiException;
import org.openledger.api.HttpServer;
import org.openledger.api.PageRoutes;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;

/**
 * A running node: everything it is made of, put together here and nowhere else. Parts start in the order in which they
 * need each other and are closed in the reverse one, so that nothing is used after it is gone.
 */
final class Node implements AutoCloseable {
    private static final int TOKEN_BYTES = 24;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Configuration configuration;
    private String adminToken = "";
    private int port;

    private Node(Configuration configuration) {
        this.configuration = configuration;
    }

    private void startParts() throws IOException {
        Disk disk = new LocalDisk();
        Path data = keep(DataFolder.lock(configuration.data())).path();
        adminToken = adminToken(data, disk);
        keep(configuration.database().map(Database::open).orElseGet(() -> Database.open(data)));
        HttpServer http = keep(HttpServer.start(configuration.host(), configuration.port(), List.of(new PageRoutes())));
        port = http.port();
    }

    /** Starts every part, or none: what had started is closed again when a later part cannot. */
    static Node start(Configuration configuration) {
        Node node = new Node(configuration);
        try {
            node.startParts();
            return node;
        } catch (ApiException e) {
            node.close();
            throw new AppException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        } catch (IOException e) {
            node.close();
            throw new AppException("cannot start in " + configuration.data() + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    String adminToken() {
        return adminToken;
    }

    String pageLink() {
        return "http://" + configuration.host() + ":" + port + "/#token=" + adminToken;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("openledger: while stopping: " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private static String adminToken(Path data, Disk disk) throws IOException {
        Path file = data.resolve("admin.token");
        if (!Files.exists(file)) {
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            disk.replace(file, HexFormat.of().formatHex(token).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return Files.readString(file).strip();
    }
}
