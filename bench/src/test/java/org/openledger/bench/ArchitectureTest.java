package org.openledger.bench;

import org.openledger.house.HouseRules;

/** The rules of the house, for every module: this one's tests see them all. */
final class ArchitectureTest extends HouseRules {
    ArchitectureTest() {
        super("verifier", "engine", "client", "node", "cli", "bench", "builder");
    }
}
