package org.openledger.quality.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of the whole process as the system counts it, native memory included. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST = "VmHWM:";
    private static final int KIBIBYTE = 1024;

    private ResidentMemory() {}

    /** The most bytes that were resident since the process began; 0 where the system does not say. */
    public static long mostBytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(MOST))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }
}
