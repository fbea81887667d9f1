package org.openledger.cli.base;

import org.openledger.cli.option.Work;
import picocli.CommandLine.Command;

/** {@code base}: base models from other people's files. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "base",
        description = "Make base models of other people's files.",
        footer = {
            "",
            "Examples:",
            "  openledger base import model-q4_k_m.gguf --out base",
            "  openledger up --data data --base base"
        },
        subcommands = {BaseImportCommand.class})
public final class BaseCommand {}
