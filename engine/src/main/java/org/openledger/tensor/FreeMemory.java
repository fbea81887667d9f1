package org.openledger.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this process may still take: what the machine has available, and its container leaves. */
public final class FreeMemory {
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final double MEBIBYTE = 1 << 20;

    private FreeMemory() {}

    /** In bytes; empty where the system does not say it. */
    public static OptionalLong bytes() {
        OptionalLong machine = available(text(MACHINE));
        OptionalLong group = left(text(GROUP.resolve("memory.max")), text(GROUP.resolve("memory.current")));
        if (machine.isEmpty() || group.isEmpty()) {
            return machine.isEmpty() ? group : machine;
        }
        return OptionalLong.of(Math.min(machine.getAsLong(), group.getAsLong()));
    }

    /** What {@code /proc/meminfo} says. */
    static OptionalLong available(String text) {
        Matcher found = AVAILABLE.matcher(text);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024) : OptionalLong.empty();
    }

    /** What a control group leaves, of {@code memory.max} and {@code memory.current}. */
    static OptionalLong left(String most, String current) {
        boolean limited = most.strip().matches("\\d{1,18}") && current.strip().matches("\\d{1,18}");
        return limited
                ? OptionalLong.of(Math.max(0, Long.parseLong(most.strip()) - Long.parseLong(current.strip())))
                : OptionalLong.empty();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return ""; // a system that does not say it
        }
    }

    /** A number of bytes for people. */
    public static String shown(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE);
    }
}
