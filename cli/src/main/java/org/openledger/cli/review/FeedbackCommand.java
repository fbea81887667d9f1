package org.openledger.cli.review;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.receipt.Feedback;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedback}: gives what its payer thinks of an answer as a row of a Datanet. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "feedback",
        description = {
            "Give what you think of an answer as a row of a Datanet, and sign for it.",
            "A Datanet of pairs takes --better or --worse, one of labels --rate, others --better or --rate good."
        },
        footer = {
            "",
            "Examples:",
            "  openledger feedback 0f3c… --datanet 2 --better \"Feed it once a day.\" --as ben",
            "  openledger feedback 0f3c… --datanet 3 --rate bad --as ben --unsigned"
        })
public final class FeedbackCommand extends NodeCommand {
    @Parameters(paramLabel = "RECEIPT", description = "of the answer")
    private String receipt = "";

    @Option(names = "--datanet", paramLabel = "ID", required = true, description = "which the row is given to")
    private String datanet = "";

    @Option(
            names = "--as",
            paramLabel = "ACCOUNT",
            required = true,
            description = "who gives the row, by address or name")
    private AccountNamed contributor = AccountNamed.NOBODY;

    @Option(names = "--rate", paramLabel = "RATING", description = "good or bad")
    private @Nullable String rating;

    @Option(names = "--better", paramLabel = "TEXT", description = "an answer that is better")
    private @Nullable String better;

    @Option(names = "--worse", paramLabel = "TEXT", description = "an answer that is worse")
    private @Nullable String worse;

    @Option(names = "--unsigned", description = "only screen; sign later, or with a wallet")
    private boolean unsigned;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        ScreenedContribution screened = node.giveFeedback(
                receipt,
                new Feedback(
                        datanet,
                        Optional.of(contributor.address(node)),
                        Optional.ofNullable(rating),
                        Optional.ofNullable(better),
                        Optional.ofNullable(worse)));
        boolean passed = screened.state().equals("screened");
        if (passed && !unsigned) {
            node.signContribution(screened.id(), ContributionSignature.BY_NODE);
        }
        json.print(
                screened,
                () -> System.out.println("contribution " + screened.id() + " has " + screened.rowsPassed() + " row"
                        + (unsigned ? " and is not signed" : "")));
        if (!passed) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "nothing was given: the row did not pass screening. See openledger datanet lines " + screened.id());
        }
    }
}
