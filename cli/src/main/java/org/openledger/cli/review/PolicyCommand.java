package org.openledger.cli.review;

import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.community.NewReviewPolicy;
import org.openledger.client.community.ReviewPolicyView;
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

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        ReviewPolicyView policy = quorum > 0
                ? node.setReviewPolicy(id, new NewReviewPolicy("quorum", quorum, hours))
                : owner
                        ? node.setReviewPolicy(id, new NewReviewPolicy("owner", /* quorum= */ 0, /* hours= */ 0))
                        : node.reviewPolicy(id);
        json.print(
                policy,
                () -> System.out.println(
                        policy.kind().equals("owner")
                                ? "The owner decides, or a curator."
                                : policy.quorum() + " votes that agree decide a row. They are taken for "
                                        + policy.hours() + " hours; then the owner decides what is left."));
    }
}
