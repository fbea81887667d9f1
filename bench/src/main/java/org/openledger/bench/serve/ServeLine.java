package org.openledger.bench.serve;

/**
 * One figure of serving.
 *
 * @param most what it may be
 */
public record ServeLine(String name, double value, String unit, double most) {
    public boolean met() {
        return value <= most;
    }
}
