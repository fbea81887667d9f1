package org.openledger.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hex;

/**
 * Durable appends a second: each batch is one committed transaction, and the publisher signs checkpoints meanwhile.
 * Arguments: batch size (default 100), seconds (default 10), folder (default a temporary one). Run it with
 *
 * <pre>java -cp "$(paste -sd: target/build/test.path)" org.openledger.log.LogBenchmark</pre>
 */
public final class LogBenchmark {
    private LogBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int batch = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        Path folder = arguments.length > 2
                ? Files.createDirectories(Path.of(arguments[2]))
                : Files.createTempDirectory("openledger-log-");
        try (Database database = Database.open(folder)) {
            measure(database, folder, batch, time);
        } finally {
            if (arguments.length <= 2) {
                delete(folder);
            }
        }
    }

    private static void measure(Database database, Path folder, int batch, Duration time) throws InterruptedException {
        Log log = Log.open(database, folder, new LocalDisk(), "openledger.local/benchmark");
        Random random = new Random(1);
        long start = System.nanoTime();
        long appended = 0;
        double appendSeconds;
        try (Publisher publisher = Publisher.start(log, Duration.ofMillis(200))) {
            while (System.nanoTime() - start < time.toNanos()) {
                List<byte[]> entries = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    entries.add(entry(random));
                }
                database.write(handle -> log.append(handle, entries));
                appended += batch;
                publisher.request();
            }
            appendSeconds = (System.nanoTime() - start) / 1e9;
            publisher.await(log.size(), Duration.ofMinutes(5));
        }
        double publishedSeconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d entries in batches of %d: %.0f durable appends/s, %.0f/s until published (%d processors)%n",
                appended,
                batch,
                appended / appendSeconds,
                appended / publishedSeconds,
                Runtime.getRuntime().availableProcessors());
    }

    private static byte[] entry(Random random) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return LogEntry.of("contribution", Hex.of(digest).substring(0, 32), Hex.of(digest))
                .bytes();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
