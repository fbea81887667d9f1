package org.openledger.bench;

import org.openledger.cli.option.Work;
import picocli.CommandLine.Command;

/** {@code bench}: measurements of the product, each one command. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "bench",
        description = "Measure the product, with results as JSON and plots.",
        footer = {
            "",
            "Examples:",
            "  openledger bench attribution --quick",
            "  openledger bench attribution --part retraining,times --json attribution.json",
            "  openledger bench serve --json serve.json"
        },
        subcommands = {
            BenchAttributionCommand.class,
            BenchServeCommand.class,
            BenchSpeedCommand.class,
            BenchIsolationCommand.class,
            BenchTypesCommand.class,
            BenchAnchorsCommand.class,
            BenchIntakeCommand.class
        })
public final class BenchCommand {}
