package org.openledger.attribution.quality;

/** CPU time of the whole process, native threads included. */
final class CpuClock {
    private CpuClock() {}

    static double seconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> duration.toNanos() / 1e9)
                .orElse(0.0);
    }
}
