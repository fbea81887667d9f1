package org.openledger.cli.datanet;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.YesOption;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.WithdrawalLine;
import org.openledger.client.withdrawal.WithdrawalPreview;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet withdraw}: takes rows back, for good, after saying what that concerns. */
@Command(
        name = "withdraw",
        description = {
            "Take rows back, for good: their texts leave this node, and the next version is without them.",
            "What they earned stays paid, and receipts go on verifying."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet withdraw 1 --as $BEN --contribution 7 --preview",
            "  openledger datanet withdraw 1 --as $BEN --row 4c9c… --yes",
            "  openledger datanet withdraw 1 --as $BEN --all --yes"
        })
public final class WithdrawCommand extends NodeCommand {
    private static final long LOOK_MILLIS = 200;

    @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
    private String datanet = "";

    @Option(
            names = "--as",
            paramLabel = "ACCOUNT",
            required = true,
            description = "who gave the rows, by address or name")
    private AccountNamed contributor = AccountNamed.NOBODY;

    @ArgGroup(multiplicity = "1")
    private Scope scope = new Scope();

    @Option(names = "--preview", description = "only say what it would concern")
    private boolean preview;

    @Mixin
    private YesOption yes = new YesOption();

    @Mixin
    private JsonOption json = new JsonOption();

    /** Which rows. */
    static final class Scope {
        @Option(names = "--row", paramLabel = "LEAF", description = "a row, by its leaf; may be given again")
        private List<String> rows = List.of();

        @Option(names = "--contribution", paramLabel = "NUMBER", description = "all rows of a contribution")
        private @Nullable String contribution;

        @Option(names = "--all", description = "all that was given to the Datanet")
        private boolean all;
    }

    @Override
    public void run(NodeClient node) throws IOException {
        NewWithdrawal wanted = wanted(contributor.address(node));
        WithdrawalPreview concern = node.previewWithdrawal(datanet, wanted);
        if (preview) {
            json.print(concern, () -> print(concern));
            return;
        }
        if (!yes.allowsForGood(() -> print(concern), "Take them back, for good?")) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "nothing was taken back: say --yes to do it, or --preview to see what it concerns");
        }
        WithdrawalLine done = awaitDone(node, node.withdraw(datanet, wanted));
        json.print(done, () -> {
            System.out.println("withdrawal " + done.id() + ": " + done.rows() + " rows are gone");
            System.out.println("record " + done.digest() + ", entry " + done.logIndex() + " of the log");
            concern.models().stream()
                    .flatMap(model -> model.run().stream())
                    .forEach(run -> System.out.println("train again without them: openledger run retrain " + run));
        });
    }

    private NewWithdrawal wanted(String address) {
        if (scope.all) {
            return NewWithdrawal.ofAll(address);
        }
        return scope.contribution == null
                ? NewWithdrawal.ofRows(address, scope.rows)
                : NewWithdrawal.ofContribution(address, scope.contribution);
    }

    /** The texts are gone already; what is derived from them is soon. */
    private static WithdrawalLine awaitDone(NodeClient node, WithdrawalLine made) {
        WithdrawalLine line = made;
        try {
            while (!line.state().equals("done")) {
                Thread.sleep(LOOK_MILLIS);
                line = node.withdrawal(made.id());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return line;
    }

    private static void print(WithdrawalPreview concern) {
        System.out.println(concern.rows() + " rows would be gone"
                + (concern.unsigned() > 0 ? ", and " + concern.unsigned() + " of uploads that nobody signed" : ""));
        Table rows = new Table("contribution", "line", "text");
        concern.first().forEach(row -> rows.row(row.contribution(), row.line(), row.text()));
        System.out.print(concern.first().isEmpty() ? "" : rows.render("  "));
        if (concern.rows() > concern.first().size()) {
            System.out.println("  and " + (concern.rows() - concern.first().size()) + " more");
        }
        System.out.println(concern.versions().size() + " versions keep their leaves: " + concern.versions());
        concern.models()
                .forEach(model -> System.out.println("model " + model.name() + ", version " + model.version()
                        + ", learnt " + model.rows() + " of them; it stays, and is marked"));
        System.out.println(concern.receipts() + " receipts name them and go on verifying; of these "
                + concern.conversations() + " conversations show them and are erased");
        concern.answers().forEach(answer -> System.out.println("  answer " + answer));
        System.out.println("they earned " + OpenAmount.of(concern.earnedGwei()) + ", which stays; "
                + OpenAmount.of(concern.waitingGwei()) + " waits for the end of an epoch");
    }
}
