package org.openledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A throwaway PostgreSQL cluster for the tests of this JVM, started at the first {@link #freshDatabaseUrl()} and removed
 * when the JVM ends. PostgreSQL refuses to run as root, so that root starts it as {@code nobody}.
 */
public final class PostgresServer {
    public static final String SKIPPED = "skipped: PostgreSQL is not installed";

    private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
    private static final String UNPRIVILEGED = "nobody";
    private static final int START_LIMIT_SECONDS = 60;
    private static final AtomicInteger databases = new AtomicInteger();
    private static @Nullable PostgresServer running;
    /** That of a database whose schema is up to date and which has no rows. */
    private static @Nullable String migratedUrl;

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The JDBC URL of a new, empty database; skips the calling test, saying so, where PostgreSQL is not installed. */
    public static synchronized String freshDatabaseUrl() {
        return server().createDatabase("template1");
    }

    /** That of a new database whose schema is up to date: a copy of one, because the migrations take longer than most tests. */
    public static synchronized String migratedDatabaseUrl() {
        String url = migratedUrl;
        if (url == null) {
            url = freshDatabaseUrl();
            Database.open(url).close();
            migratedUrl = url;
        }
        return copyOf(url);
    }

    /** The JDBC URL of a copy of a database of this server to which nobody is connected. */
    public static synchronized String copyOf(String url) {
        return server().createDatabase(url.substring(url.lastIndexOf('/') + 1, url.indexOf('?')));
    }

    private static PostgresServer server() {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            System.out.println(SKIPPED);
            Assumptions.abort(SKIPPED);
        }
        PostgresServer server = running;
        if (server == null) {
            server = start(programs.orElseThrow());
            running = server;
        }
        return server;
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path programs) {
        try {
            Path folder = Files.createTempDirectory("openledger-postgres");
            if (root()) {
                UserPrincipal owner =
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED);
                Files.setOwner(folder, owner);
            }
            PostgresServer server = new PostgresServer(programs, folder, freePort());
            server.run("initdb", "-D", server.data(), "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync");
            // Durability is not what these tests are about, and fsync would dominate their time.
            String options = "-F -h 127.0.0.1 -p " + server.port + " -k " + folder;
            server.run("pg_ctl", "-D", server.data(), "-w", "-l", folder.resolve("log") + "", "-o", options, "start");
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String createDatabase(String template) {
        String name = "test" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            connection.createStatement().execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database in " + folder, e);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=test";
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=65534", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolveSibling(folder.getFileName() + "." + program + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(program + " failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + program, e);
        } finally {
            deleteQuietly(output);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
