package org.openledger.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.RowsFile;
import org.openledger.cli.option.StatementOptions;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.cli.upload.FolderTar;
import org.openledger.cli.upload.PiecewiseUpload;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountLine;
import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.ContributionPreview.RefusedRecord;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.ContributionToSign;
import org.openledger.client.datanet.ContributorQuery;
import org.openledger.client.datanet.RejectedLines;
import org.openledger.client.datanet.RejectedLinesQuery;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.datanet.file.TextUnit;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contribute}: uploads a file of rows, shows what became of each record, and signs; or only tries it out. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "contribute",
        description = {
            "Give a file of rows to a Datanet.",
            "JSON lines, a JSON list, CSV, TSV, Parquet, plain text or Markdown, as it is or in gzip, zstd, zip or tar;"
                    + " or a folder of such files. What it is and which column is which field is found, and shown by --dry-run."
        },
        footer = {
            "",
            "Examples:",
            "  openledger contribute 1 rows.csv --as $BEN --dry-run",
            "  openledger contribute 1 rows.csv --as $BEN --map instruction=question --map response=answer",
            "  openledger contribute 1 rows.csv --as $BEN --bond-gwei 5000000",
            "  openledger contribute 1 - --as $BEN --unsigned < rows.jsonl"
        })
final class ContributeCommand extends NodeCommand {
    private static final int MOST_REJECTED = 1_000;
    private static final int SHOWN_CHARACTERS = 200;

    @Parameters(index = "0", paramLabel = "DATANET", description = "its number: openledger datanet")
    private String datanet = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "a file or a folder; - reads the standard input")
    private RowsFile file = RowsFile.NONE;

    @Option(
            names = "--as",
            paramLabel = "ACCOUNT",
            required = true,
            description = "the contributor's account, by address or name")
    private AccountNamed contributor = AccountNamed.NOBODY;

    @Option(names = "--unsigned", description = "only screen; sign later, or with a wallet")
    private boolean unsigned;

    @Range(min = 1)
    @Option(
            names = "--bond-gwei",
            paramLabel = "N",
            description =
                    "stake up to so much of the deposit, where the Datanet takes rows at once under a bond: openledger datanet policy")
    private long bondGwei;

    @Option(names = "--dry-run", description = "only say what would become of it; nothing is kept")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "take a field of the rows from this column; may be given again")
    private List<String> map = List.of();

    @Option(names = "--encoding", paramLabel = "NAME", description = "of the file's text (default: found)")
    private @Nullable String encoding;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "what of a plain text is one row: ${COMPLETION-CANDIDATES} (default: heading or paragraph)")
    private @Nullable TextUnit unit;

    @Option(
            names = "--repair",
            description =
                    "also read what is nearly JSON: single quotes, commas too many, comments, keys without quotes,"
                            + " numbers for texts")
    private boolean repair;

    @Option(
            names = "--redact",
            description =
                    "put placeholders such as [MAIL] in the place of secrets and personal data, and sign for that")
    private boolean redact;

    @Option(
            names = "--corrects",
            paramLabel = "LEAF",
            description = "the row that the file's only row is to replace; for several rows use a column 'corrects'")
    private @Nullable String corrects;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "write the refused records here, with the reasons, as JSON lines")
    private @Nullable OutputFile refused;

    /** The file's id, where it was sent in pieces. */
    private @Nullable String upload;

    @Mixin
    private StatementOptions statement = new StatementOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) throws IOException {
        String address = contributor.address(node);
        if (!dryRun && !unsigned) {
            requireKey(node, address);
        }
        if (isLarge()) {
            upload = new PiecewiseUpload(node, address).send(file.path());
        }
        if (dryRun) {
            tryOut(node, address);
        } else {
            contribute(node, address);
        }
    }

    private boolean isLarge() throws IOException {
        return Files.isRegularFile(file.path()) && Files.size(file.path()) > PiecewiseUpload.PIECE_BYTES;
    }

    private void tryOut(NodeClient node, String address) throws IOException {
        ContributionPreview preview = previewed(node, address);
        json.print(preview, () -> {
            if (preview.problem().isEmpty()) {
                print(preview);
            }
        });
        preview.problem().ifPresent(problem -> {
            throw new Refusal(Refusal.Kind.INVALID, problem);
        });
        writeRefused(preview);
        requireSome(preview.rowsPassed(), preview.rowsRead(), preview.repairable());
    }

    /** Leaves nothing on the node. */
    private ContributionPreview previewed(NodeClient node, String address) throws IOException {
        try {
            return node.tryOut(datanet, query(address), body());
        } finally {
            if (upload != null) {
                node.endUpload(upload, address);
            }
        }
    }

    private void contribute(NodeClient node, String address) throws IOException {
        if (refused != null) {
            writeRefused(node.tryOut(datanet, query(address), body()));
        }
        ScreenedContribution screened = node.contribute(datanet, query(address), body());
        if (screened.state().equals("screened")) {
            statement.statement().ifPresent(said -> node.stateContribution(screened.id(), said));
        }
        boolean signs = !unsigned && screened.state().equals("screened");
        if (signs) {
            node.signContribution(screened.id(), new ContributionSignature(Optional.empty(), bond(node, screened)));
        }
        json.print(screened, () -> {
            System.out.println(screened.file() + "; " + screened.mapping());
            System.out.println("contribution " + screened.id() + ": "
                    + screened.rowsAccepted() + " of "
                    + screened.rowsSubmitted() + " rows passed screening");
            printRejected(node, screened.id());
            if (signs) {
                System.out.println("signed root " + screened.root());
            }
        });
        requireSome(screened.rowsAccepted(), screened.rowsSubmitted(), 0);
    }

    /** What is staked, which is what the node asks for and no more than was said. */
    private Optional<Long> bond(NodeClient node, ScreenedContribution screened) {
        if (bondGwei == 0) {
            return Optional.empty();
        }
        long asked = node.contributionToSign(screened.id())
                .bond()
                .map(ContributionToSign.Bond::gwei)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Datanet " + datanet
                                + " takes no rows under a bond: give them without --bond-gwei. Contribution "
                                + screened.id() + " waits for its signature"));
        if (asked > bondGwei) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "the bond for these rows is " + OpenAmount.of(asked) + ", more than the "
                            + OpenAmount.of(bondGwei) + " of --bond-gwei. Contribution " + screened.id()
                            + " waits for its signature");
        }
        return Optional.of(asked);
    }

    private ContributorQuery query(String address) {
        return new ContributorQuery(
                address,
                map.isEmpty() ? Optional.empty() : Optional.of(String.join(",", map)),
                Optional.ofNullable(encoding),
                Optional.ofNullable(unit).map(each -> each.name().toLowerCase(java.util.Locale.ROOT)),
                repair ? Optional.of(true) : Optional.empty(),
                redact ? Optional.of(true) : Optional.empty(),
                Optional.ofNullable(corrects),
                Optional.ofNullable(upload));
    }

    private BodyPublisher body() throws IOException {
        if (upload != null) {
            return BodyPublishers.noBody();
        }
        Path path = file.path();
        return Files.isDirectory(path)
                ? BodyPublishers.ofInputStream(() -> FolderTar.ofAll(path))
                : BodyPublishers.ofFile(path);
    }

    private void requireSome(long passed, long read, long repairable) {
        if (passed == 0) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    (dryRun ? "nothing would be given" : "nothing was given") + ": none of the " + read + " rows of "
                            + file + " passed screening. Mend them and give the file again"
                            + (repairable > 0 && !repair ? "; --repair mends " + repairable + " of them" : ""));
        }
    }

    private void print(ContributionPreview preview) {
        System.out.println(preview.kind() + "; columns known as: " + preview.shape());
        StringJoiner mapping = new StringJoiner(", ");
        preview.mapping().forEach((field, column) -> mapping.add(field + " from " + column));
        System.out.println(mapping);
        for (ContributionPreview.SampleRow sample : preview.samples()) {
            System.out.println("line " + sample.line() + " was   " + shortened(sample.before()));
            System.out.println(" ".repeat(("line " + sample.line()).length()) + " gives " + shortened(sample.after()));
        }
        System.out.println(preview.rowsPassed() + " of " + preview.rowsRead() + " rows would pass screening"
                + (preview.repairable() > 0 && !repair ? ", and " + preview.repairable() + " more with --repair" : ""));
        if (preview.rowsHeld() > 0) {
            System.out.println(preview.rowsHeld() + " of them would wait for the owner's own word");
        }
        if (!preview.privates().isEmpty() && !redact) {
            Table table = new Table("line", "found", "in");
            preview.privates()
                    .forEach(each ->
                            table.row(each.line(), each.what(), each.field() + ", character " + each.character()));
            System.out.print(table.render(""));
            System.out.println("--redact puts placeholders in their place");
        }
        if (!preview.related().isEmpty()) {
            Table table = new Table("line", "relation", "detail");
            preview.related().forEach(each -> table.row(each.line(), each.relation(), each.detail()));
            System.out.print(table.render(""));
        }
        if (!preview.refused().isEmpty()) {
            Table table = new Table("line", "reason", "detail");
            preview.refused().forEach(each -> table.row(each.line(), each.reason(), each.detail()));
            System.out.print(table.render(""));
        }
        long more = preview.rowsRefused() - preview.refused().size();
        if (more > 0) {
            System.out.println("and " + more + " more");
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    /** What people mend and send again. */
    private void writeRefused(ContributionPreview preview) throws IOException {
        if (refused == null) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (RefusedRecord each : preview.refused()) {
            lines.append(NodeClient.JSON.writeValueAsString(each)).append('\n');
        }
        Files.writeString(refused.path(), lines, StandardCharsets.UTF_8);
    }

    /** The first lines that are not in, and how many more there are. */
    private static void printRejected(NodeClient node, String id) {
        RejectedLines rejected = node.rejectedLines(
                id, new RejectedLinesQuery(Optional.empty(), Optional.empty(), Optional.empty(), 0, MOST_REJECTED));
        if (rejected.total() == 0) {
            return;
        }
        Table table = new Table("line", "reason", "detail");
        rejected.list().forEach(each -> table.row(each.line(), each.reason(), each.detail()));
        System.out.print(table.render(""));
        long more = rejected.total() - rejected.list().size();
        if (more > 0) {
            System.out.println("and " + more + " more: the contribution's page on the node has all of them");
        }
    }

    /** What cannot be signed here is refused before it is sent. */
    private static void requireKey(NodeClient node, String address) {
        for (AccountLine account : node.accounts()) {
            if (account.address().equals(address)) {
                return;
            }
        }
        throw new Refusal(
                Refusal.Kind.INVALID,
                "the node keeps no key of " + address + ", so it cannot sign: give the rows with --unsigned and"
                        + " sign with a wallet on the page, or open an account with openledger account create");
    }
}
