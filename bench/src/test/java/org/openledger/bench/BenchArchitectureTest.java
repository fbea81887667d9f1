package org.openledger.bench;

import org.openledger.house.HouseRules;

/** The rules of the house, for the measurements. */
final class BenchArchitectureTest extends HouseRules {
    BenchArchitectureTest() {
        super("bench", "builder");
    }
}
