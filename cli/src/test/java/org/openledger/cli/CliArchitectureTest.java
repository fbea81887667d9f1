package org.openledger.cli;

import org.openledger.house.HouseRules;

/** The rules of the house, for the command line. */
final class CliArchitectureTest extends HouseRules {
    CliArchitectureTest() {
        super("cli");
    }
}
