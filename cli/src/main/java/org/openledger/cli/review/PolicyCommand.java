package org.openledger.cli.review;

import java.util.Optional;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.community.NewReviewPolicy;
import org.openledger.client.community.ReviewPolicyView;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet policy}: who decides on contributions to a Datanet. */
@Command(
        name = "policy",
        description = "Show or say who decides on contributions that are signed from now on.",
        footer = {
            "",
            "Examples:",
            "  openledger datanet policy 1",
            "  openledger datanet policy 1 --quorum 2 --hours 72",
            "  openledger datanet policy 1 --bond-gwei 1000000 --sample 20 --tolerated 10",
            "  openledger datanet policy 1 --owner"
        })
public final class PolicyCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "of the Datanet")
    private String id = "";

    @Option(names = "--owner", description = "the owner decides, or a curator; votes advise")
    private boolean owner;

    @Range(min = 1, max = 25)
    @Option(
            names = "--quorum",
            paramLabel = "N",
            description = "so many reviewers decide who agree without seeing other votes")
    private int quorum;

    @Range(min = 1, max = 2160)
    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "so long votes are taken; then the owner decides what is left (default: ${DEFAULT-VALUE})")
    private int hours = 72;

    @Range(min = 1, max = 1_000_000_000)
    @Option(
            names = "--bond-gwei",
            paramLabel = "N",
            description = "rows count at once whose contributor stakes so much for each; reviewers look at some later")
    private long bondGwei;

    @Range(min = 1, max = 1000)
    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "with a bond: so many rows of a contribution are drawn (default: ${DEFAULT-VALUE})")
    private int sample = 20;

    @Range(min = 0, max = 50)
    @Option(
            names = "--tolerated",
            paramLabel = "PERCENT",
            description =
                    "with a bond: so many of the drawn rows may be refused; above that all rows are out that nobody voted for, and"
                            + " the refused part of the bond goes to the commons (default: ${DEFAULT-VALUE})")
    private int tolerated = 10;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        ReviewPolicyView policy =
                wanted().map(said -> node.setReviewPolicy(id, said)).orElseGet(() -> node.reviewPolicy(id));
        json.print(policy, () -> System.out.println(said(policy)));
    }

    private Optional<NewReviewPolicy> wanted() {
        if (bondGwei > 0) {
            return Optional.of(new NewReviewPolicy("bond", Math.max(1, quorum), hours, sample, bondGwei, tolerated));
        }
        if (quorum > 0) {
            return Optional.of(NewReviewPolicy.quorum("quorum", quorum, hours));
        }
        return owner ? Optional.of(NewReviewPolicy.owner()) : Optional.empty();
    }

    private static String said(ReviewPolicyView policy) {
        return switch (policy.kind()) {
            case "quorum" ->
                policy.quorum() + " votes that agree decide a row. They are taken for " + policy.hours()
                        + " hours; then the owner decides what is left.";
            case "bond" ->
                "The owner decides, or a curator. Who stakes " + OpenAmount.of(policy.bondGwei())
                        + " a row has rows taken at once: " + policy.sample() + " of them are drawn, and "
                        + policy.quorum()
                        + " votes that agree decide each, for " + policy.hours() + " hours. Where more than "
                        + policy.toleratedPercent()
                        + " % of them are refused, all rows are out that nobody voted for, and the refused part of the bond"
                        + " goes to the commons.";
            default -> "The owner decides, or a curator.";
        };
    }
}
