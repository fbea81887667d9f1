package org.openledger.chain.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.chain.ChainException;
import org.openledger.store.Disk;

/** Which process is this folder's anvil, kept in a file, so that one that outlived its node is ended by the next. */
final class ProcessRecord {
    /** Linux counts from the machine's start, whose own time moves a little when the clock is corrected. */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private final Path file;
    private final Disk disk;

    ProcessRecord(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    void write(ProcessHandle process) throws IOException {
        disk.replace(file, (process.pid() + " " + startMillis(process)).getBytes(StandardCharsets.UTF_8));
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Kills the recorded process when it still runs and is the same one: same id, same start, an anvil. */
    void endLeftover() throws IOException {
        Optional<ProcessHandle> leftover = leftover();
        if (leftover.isPresent()) {
            leftover.get().destroyForcibly();
            awaitEnd(leftover.get());
        }
        clear();
    }

    private Optional<ProcessHandle> leftover() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] fields = Files.readString(file).strip().split(" ", -1);
        if (fields.length != 2 || !fields[0].matches("\\d{1,18}") || !fields[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(process -> Math.abs(startMillis(process) - Long.parseLong(fields[1])) <= START_TOLERANCE_MILLIS)
                .filter(process -> process.info().command().orElse("").endsWith("anvil"));
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ChainException(
                    "an earlier anvil (process " + process.pid() + ") does not end: kill it by hand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while an earlier anvil was ending", e);
        }
    }
}
