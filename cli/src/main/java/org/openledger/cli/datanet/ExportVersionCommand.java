package org.openledger.cli.datanet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.version.ExportQuery;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Worded;
import org.openledger.verify.dataset.DatasetFolder;
import org.openledger.verify.dataset.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet export}: a version as a folder, checked as it arrives. */
@Command(
        name = "export",
        description = {
            "Write a version to a folder that other tools load, with what proves it.",
            "jsonl and parquet are for any tool, hf for Hugging Face's datasets, croissant for those who start from its"
                    + " description; each folder has a card and a description in Croissant."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet export 1 --version 2 --out kitchen",
            "  openledger datanet export 1 --version 2 --format hf --out kitchen",
            "  java -jar openledger-verifier.jar --dataset kitchen"
        })
public final class ExportVersionCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
    private String datanet = "";

    @Range(min = 1)
    @Option(names = "--version", paramLabel = "NUMBER", required = true, description = "of the version")
    private long number;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private FormatWord format = FormatWord.jsonl;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "an empty or absent folder")
    private OutputFolder out = OutputFolder.NONE;

    @Mixin
    private JsonOption json = new JsonOption();

    /** The words of {@link Format}. */
    private enum FormatWord implements Worded {
        jsonl,
        parquet,
        hf,
        croissant;

        @Override
        public String word() {
            return name();
        }
    }

    @Override
    public void run(NodeClient node) throws IOException {
        Path folder = out.path();
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT, folder + " is not empty: a version goes to an empty or absent folder");
            }
        }
        ReceivedTar.unpack(node.exportVersion(datanet, number, new ExportQuery(format.word())), folder);
        DatasetFolder.Report report = DatasetFolder.check(folder);
        if (!report.wrong().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "what the node sent does not hold: " + String.join("; ", report.wrong()));
        }
        json.print(
                report,
                () -> System.out.printf(
                        "%s, version %d: %,d rows, %,d that were taken back, %d contributions; checked%n",
                        report.name(), report.number(), report.rows(), report.withdrawn(), report.contributions()));
    }
}
