package org.openledger.app;

import org.openledger.house.HouseRules;

/** The rules of the house, for what runs in a node. */
final class ArchitectureTest extends HouseRules {
    ArchitectureTest() {
        super("verifier", "engine", "client", "node");
    }
}
