package org.openledger.bench;

import picocli.CommandLine.Command;

/** {@code bench}: measurements of the product, each one command. */
@Command(
        name = "bench",
        description = "Measure the product, with results as JSON and plots.",
        mixinStandardHelpOptions = true,
        subcommands = BenchAttributionCommand.class)
public final class BenchCommand {}
