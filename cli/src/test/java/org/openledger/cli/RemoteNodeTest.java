package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.chain.RemoteAnvil;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.NewClaim;
import org.openledger.store.Refusal;

/** The whole loop on a network that is not the node's own: blocks come by themselves, and count only after twelve more. */
@Tag("loop")
final class RemoteNodeTest {
    private static final int TRAINING_STEPS = 6;
    private static final int CHALLENGE_WINDOW_SECONDS = 2 * 86_400;
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");

    @TempDir
    Path folder;

    @Test
    void moneyGoesAroundOnAnotherNetworkAndARestartLosesNothing() throws Exception {
        Path data = folder.resolve("data");
        try (RemoteAnvil network = new RemoteAnvil("--block-time", "0.2");
                RemoteChain chain = network.connect(0)) {
            Configuration configuration = Loop.configuration(data, Optional.of(network.url()), Optional.empty());
            network.fund(chain, unfundedOperator(configuration));
            String earner;
            long earned;
            try (Node _ = Node.start(configuration);
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                Loop loop = new Loop(client);
                loop.trainModel(TRAINING_STEPS);
                loop.awaitReceipt(loop.receiptOf(Loop.QUESTION));
                client.closeEpoch();
                awaitEpoch(client, "posted");
                earner = loop.owner(); // what the contributors get depends on what so little training taught
                earned = client.account(earner).earnedGwei();
                assertThat(earned).isPositive();
            }
            TestChain.call(chain, "evm_increaseTime", CHALLENGE_WINDOW_SECONDS);
            TestChain.call(chain, "anvil_mine", "0x200"); // more blocks than the follower remembers
            try (Node _ = Node.start(configuration);
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                awaitEpoch(client, "final");
                client.claim(NewClaim.of(earner));
                AccountDetail account = Loop.until(() -> client.account(earner), found -> found.claimedGwei() > 0);
                assertThat(account.claimedGwei()).isEqualTo(earned);
                assertThat(account.claimableGwei()).isZero();
            }
            assertThat(WholeLoopTest.findings(configuration)).isEmpty();
        }
    }

    /** A node whose operator has nothing does not start, and says which account to fund. */
    static String unfundedOperator(Configuration configuration) {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> Node.start(configuration).close());
        assertThat(refusal).hasMessageContaining("on chain 4242").hasMessageContaining("Send it some");
        Matcher address = ADDRESS.matcher(String.valueOf(refusal.getMessage()));
        assertThat(address.find()).isTrue();
        return address.group();
    }

    /** Waits until the newest epoch is in a state. */
    static EpochLine awaitEpoch(NodeClient client, String state) {
        return Loop.until(
                () -> client.epochs().getFirst(), newest -> newest.state().equals(state));
    }
}
