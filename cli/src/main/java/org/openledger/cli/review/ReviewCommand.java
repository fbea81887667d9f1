package org.openledger.cli.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.canonical.CanonicalText;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.review.AlikeRows;
import org.openledger.client.review.ReviewRow;
import org.openledger.client.review.ReviewRows;
import org.openledger.client.review.ReviewRowsQuery;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet review}: lists the rows of a contribution with what was found in them, and decides on them. */
@Command(
        name = "review",
        description = {
            "List the rows of a contribution; accept or refuse them.",
            "Rows are accepted that were listed before; held ones have to be named. Without --accept and --refuse all are"
                    + " accepted that are not held."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet review 7 --list",
            "  openledger datanet review 7 --list --reason near-duplicate --sample 20",
            "  openledger datanet review 7 --alike 3",
            "  openledger datanet review 7",
            "  openledger datanet review 7 --accept 3,8-12 --refuse 4 --because \"not about bread\"",
            "  openledger datanet review 7 --reject \"not about bread\""
        })
public final class ReviewCommand extends NodeCommand {
    private static final int PAGE_ROWS = 200;

    @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
    private String id = "";

    @Option(names = "--list", description = "list rows, and decide nothing")
    private boolean list;

    @Option(names = "--reason", paramLabel = "CODE", description = "of those listed: what was found, such as variant")
    private @Nullable String reason;

    @Option(names = "--state", paramLabel = "STATE", description = "of those listed: waiting, held, accepted, refused")
    private @Nullable String state;

    @Range(min = 1, max = 1_000)
    @Option(names = "--sample", paramLabel = "N", description = "list N rows by chance, always the same")
    private int sample;

    @Range(min = 1, max = 1 << 24)
    @Option(
            names = "--alike",
            paramLabel = "LINE",
            description = "list rows of the newest version that may say the same as this one in other words")
    private int alike;

    @Option(
            names = "--accept",
            paramLabel = "LINES",
            description = "accept these, such as 3,8-12; others go on waiting")
    private String accept = "";

    @Option(names = "--refuse", paramLabel = "LINES", description = "refuse these; others go on waiting")
    private String refuse = "";

    @Option(names = "--because", paramLabel = "REASON", description = "why lines are refused")
    private String because = "";

    @Option(names = "--reject", paramLabel = "REASON", description = "refuse all that wait")
    private String reject = "";

    @Option(
            names = "--as",
            paramLabel = "ACCOUNT",
            description = "who looks or decides, by address or name (default: the owner)")
    private @Nullable AccountNamed account;

    @Option(names = "--unseen", description = "accept rows that were never listed, too; it is recorded")
    private boolean unseen;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        if (alike > 0) {
            alike(node);
        } else if (list) {
            list(node);
        } else {
            decide(node);
        }
    }

    private void alike(NodeClient node) {
        List<AlikeRows.AlikeRow> rows = node.alikeRows(id, alike).list();
        json.print(
                rows,
                () -> rows.forEach(each -> System.out.println(each.row().leaf() + "\n"
                        + shown(each.row().text()).strip().indent(4).stripTrailing())));
    }

    private void list(NodeClient node) {
        List<ReviewRow> rows = new ArrayList<>();
        int most = sample > 0 ? sample : Integer.MAX_VALUE;
        ReviewRows page;
        do {
            page = node.reviewRows(
                    id,
                    new ReviewRowsQuery(
                            Optional.empty(),
                            Optional.ofNullable(reason),
                            Optional.ofNullable(state),
                            Optional.of(sample > 0 ? "sample" : "line"),
                            by(node),
                            rows.size(),
                            Math.min(PAGE_ROWS, most - rows.size())));
            rows.addAll(page.list());
        } while (!page.list().isEmpty() && rows.size() < Math.min(page.total(), most));
        json.print(rows, () -> rows.forEach(ReviewCommand::print));
    }

    private Optional<String> by(NodeClient node) {
        return Optional.ofNullable(account).map(named -> named.address(node));
    }

    private static void print(ReviewRow row) {
        System.out.println("line " + row.line() + ", " + row.state()
                + row.reason().map(code -> ", " + code).orElse(""));
        row.detail().ifPresent(detail -> System.out.println("  " + detail));
        if (!row.unseen().isEmpty()) {
            System.out.println("  characters that nobody sees: "
                    + String.join(
                            ", ",
                            row.unseen().stream()
                                    .map(each -> each.code() + " " + each.name() + " at " + each.character())
                                    .toList()));
        }
        String text = row.nearest().map(nearest -> changes(nearest.changes())).orElse(row.text());
        System.out.println(shown(text).strip().indent(4).stripTrailing());
    }

    /** What nobody sees is said, and nothing in a row moves the terminal. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (CanonicalText.isUnseen(character)) {
                shown.append("\u27e8U+%04X\u27e9".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    /** As word diffs are written: [-what was there-] {+what is new+}. */
    private static String changes(List<ReviewRow.Change> changes) {
        StringBuilder text = new StringBuilder();
        for (ReviewRow.Change change : changes) {
            text.append(
                    switch (change.kind()) {
                        case "added" -> "{+" + change.text() + "+}";
                        case "removed" -> "[-" + change.text() + "-]";
                        default -> change.text();
                    });
        }
        return text.toString();
    }

    private void decide(NodeClient node) {
        List<Integer> accepted = lines("--accept", accept);
        List<Integer> refused = lines("--refuse", refuse);
        if (!refused.isEmpty() && because.isBlank()) {
            throw new Refusal(Refusal.Kind.INVALID, "--refuse needs a reason: say --because \"…\"");
        }
        boolean some = !accepted.isEmpty() || !refused.isEmpty();
        String why = reject.isEmpty() ? because : reject;
        ContributionLine reviewed = node.reviewContribution(
                id,
                new ContributionReview(
                        reject.isEmpty(),
                        why.isEmpty() ? Optional.empty() : Optional.of(why),
                        refused,
                        accepted,
                        some && reject.isEmpty() ? Optional.of("wait") : Optional.empty(),
                        unseen ? Optional.of(true) : Optional.empty(),
                        by(node)));
        json.print(
                reviewed,
                () -> System.out.println(reviewed.rowsAccepted() + " rows accepted"
                        + (reviewed.state().equals("signed")
                                ? "; held: " + reviewed.rowsHeld() + ", others may wait: openledger datanet review "
                                        + id + " --list --state held"
                                : "")));
    }

    /** Lines and ranges of lines. */
    static List<Integer> lines(String option, String said) {
        List<Integer> lines = new ArrayList<>();
        for (String part : said.isBlank() ? new String[0] : said.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            try {
                int first = Integer.parseInt(ends[0]);
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
                if (first < 1 || last < first || ends.length > 2 || last - first > 1_000_000) {
                    throw new NumberFormatException(part);
                }
                for (int line = first; line <= last; line++) {
                    lines.add(line);
                }
            } catch (NumberFormatException noLines) {
                throw new Refusal(Refusal.Kind.INVALID, option + " '" + said + "' names no lines: say them as 3,8-12");
            }
        }
        return lines;
    }
}
