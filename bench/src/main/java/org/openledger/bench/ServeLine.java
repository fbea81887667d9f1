package org.openledger.bench;

/**
 * One figure of serving.
 *
 * @param most what it may be
 */
record ServeLine(String name, double value, String unit, double most) {
    boolean met() {
        return value <= most;
    }
}
