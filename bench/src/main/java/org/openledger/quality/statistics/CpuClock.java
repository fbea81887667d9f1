package org.openledger.quality.statistics;

/** CPU time of the whole process, native threads included. */
public final class CpuClock {
    private CpuClock() {}

    /** Seconds since the process began. */
    public static double seconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> duration.toNanos() / 1e9)
                .orElse(0.0);
    }
}
