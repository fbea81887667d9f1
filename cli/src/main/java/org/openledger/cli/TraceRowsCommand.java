package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.receipt.TraceResult;
import org.openledger.client.receipt.TraceStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace-rows}: what every single row of a model's run did for one answer, by repeating the run. */
@Work.Of(Work.AUDIT)
@Command(
        name = "trace-rows",
        description = "Repeat the run behind a receipt and print the effect of every row on its answer.",
        footer = {"", "Examples:", "  openledger trace-rows 0f3a…", "  openledger trace-rows 0f3a… --out effects.json"})
final class TraceRowsCommand extends NodeCommand {
    private static final int REPORT_PARTS = 10;
    private static final int SHOWN_DIGITS = 12;

    @Parameters(paramLabel = "RECEIPT", description = "its id: openledger receipt")
    private String receipt = "";

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the effects as JSON, too")
    private @Nullable OutputFile out;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public void run(NodeClient node) throws IOException {
        TraceResult result = node.trace(receipt, this::report);
        json.print(result, () -> print(result));
        if (out != null) {
            Files.writeString(
                    out.path(), NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
            quiet.progress().println("Wrote " + out + ".");
        }
    }

    private static void print(TraceResult result) {
        Table contributors = new Table("contributor", "rows", "effect of its rows, nats", "left out, nats (receipt)");
        result.contributors()
                .forEach(each -> contributors.row(
                        each.contributor(),
                        each.rows(),
                        nats(each.effectNanonats()),
                        nats(each.receiptEffectNanonats())));
        System.out.print(contributors.render(""));
        System.out.println();
        Table rows = new Table("row", "contributor", "effect, nats");
        result.rows()
                .forEach(each -> rows.row(
                        each.leaf().substring(0, SHOWN_DIGITS) + "…", each.contributor(), nats(each.effectNanonats())));
        System.out.print(rows.render(""));
        System.out.println(
                "An effect is how much a row raised the answer's log-likelihood; a negative one lowered it."
                        + " Rows' effects are exact for small changes of their weights. Where a contributor's two numbers are far"
                        + " apart, the run learnt in steps too large to tell single rows, and what leaving out did is what counts.");
    }

    private void report(TraceStep step) {
        int ofSteps = step.ofSteps();
        int at = step.step();
        if (ofSteps > 0 && at % Math.max(1, ofSteps / REPORT_PARTS) == 0) {
            quiet.progress().printf(Locale.ROOT, "  repeating the run: %d of %d%n", at, ofSteps);
        }
    }

    private static String nats(long nano) {
        return String.format(Locale.ROOT, "%+.6f", nano / 1e9);
    }
}
