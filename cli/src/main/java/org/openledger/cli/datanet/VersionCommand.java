package org.openledger.cli.datanet;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.version.VersionDetail;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRows;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.verify.bytes.Hex;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet version}: a version's manifest and signature, its rows with their salts, its leaves, or a proof. */
@Command(
        name = "version",
        description = "Show a version: what was signed, its rows, its leaves, or the proof that it has a row.",
        footer = {
            "",
            "Examples:",
            "  openledger datanet version 1 2",
            "  openledger datanet version 1 2 --rows > rows.jsonl",
            "  openledger datanet version 1 2 --proof 4c9c…"
        })
public final class VersionCommand extends NodeCommand {
    private static final int PAGE = 1_000;
    private static final int LEAF_BYTES = 32;

    @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
    private String datanet = "";

    @Range(min = 1)
    @Parameters(index = "1", paramLabel = "NUMBER", description = "of the version")
    private long number;

    @ArgGroup
    private Part part = new Part();

    @Mixin
    private JsonOption json = new JsonOption();

    /** What of it is printed. */
    static final class Part {
        @Option(names = "--rows", description = "its rows with salts and contents, one JSON object a line")
        private boolean rows;

        @Option(names = "--leaves", description = "its leaves, one a line, in the order of its tree")
        private boolean leaves;

        @Option(names = "--proof", paramLabel = "LEAF", description = "the path from a row's leaf to the root, as JSON")
        private @Nullable String proof;
    }

    @Override
    public void run(NodeClient node) throws IOException {
        if (part.rows) {
            printRows(node);
        } else if (part.leaves) {
            byte[] leaves = node.leaves(datanet, number);
            for (int at = 0; at < leaves.length; at += LEAF_BYTES) {
                System.out.println(Hex.of(java.util.Arrays.copyOfRange(leaves, at, at + LEAF_BYTES)));
            }
        } else if (part.proof != null) {
            System.out.println(NodeClient.JSON.writeValueAsString(node.proof(datanet, number, part.proof)));
        } else {
            VersionDetail version = node.version(datanet, number);
            json.print(version, () -> print(version));
        }
    }

    private void printRows(NodeClient node) {
        int offset = 0;
        VersionRows page = page(node, offset);
        while (!page.list().isEmpty()) {
            for (VersionRow row : page.list()) {
                System.out.println(NodeClient.JSON.writeValueAsString(row));
            }
            offset += page.list().size();
            page = page(node, offset);
        }
    }

    private VersionRows page(NodeClient node, int offset) {
        return node.versionRows(
                datanet, number, new VersionRowsQuery(Optional.empty(), Optional.empty(), offset, PAGE));
    }

    private static void print(VersionDetail version) {
        System.out.println(
                "version " + version.line().number() + ": " + version.line().rows() + " rows"
                        + (version.withdrawn() > 0 ? ", of which " + version.withdrawn() + " were taken back" : ""));
        version.line().note().ifPresent(note -> System.out.println("note      " + note));
        System.out.println("root      " + version.line().root());
        System.out.println("manifest  " + version.manifestDigest());
        System.out.println("signed by " + version.owner() + ": " + version.signature());
        System.out.println("on chain  " + version.line().chainState()
                + version.transaction().map(hash -> ", by transaction " + hash).orElse(""));
    }
}
