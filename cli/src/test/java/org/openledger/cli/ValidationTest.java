package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.app.MoneyParts;
import org.openledger.app.Node;
import org.openledger.app.NodeVersion;
import org.openledger.chain.ChainClient;
import org.openledger.chain.RemoteAnvil;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.NodeClient;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.identity.Signer;
import org.openledger.receipt.ForgedReceipt;
import org.openledger.receipt.recompute.Recomputer;
import org.openledger.verify.Sample;
import org.openledger.verify.Verifier;
import org.openledger.verify.bytes.Hex;

/** An operator who signs shares that nobody caused, and the validator who finds it and freezes the epoch's root. */
@Tag("loop")
@Timeout(400)
final class ValidationTest {
    private static final int TRAINING_STEPS = 20;
    private static final int MOVED_PPM = 200_000;
    private static final byte[] NONCE = new byte[Sample.NONCE_BYTES];

    @TempDir
    Path folder;

    @Test
    void aForgedShareIsFoundAndItsEpochChallenged() throws Exception {
        Path data = folder.resolve("data");
        try (RemoteAnvil network = new RemoteAnvil("--block-time", "0.2");
                RemoteChain chain = network.connect(0)) {
            Configuration configuration = Loop.configuration(data, Optional.of(network.url()), Optional.empty());
            network.fund(chain, RemoteNodeTest.unfundedOperator(configuration));
            String honest;
            try (Node _ = Node.start(configuration);
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                Loop loop = new Loop(client);
                loop.trainModel(TRAINING_STEPS);
                honest = loop.receiptOf(Loop.QUESTION);
                loop.awaitReceipt(honest);
            }
            String forged = forge(configuration, honest);
            assertThat(WholeLoopTest.findings(configuration))
                    .as("the books hold: only computing again can find it")
                    .isEmpty();
            try (Node _ = Node.start(configuration);
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                client.closeEpoch();
                RemoteNodeTest.awaitEpoch(client, "posted");
                Loop.until(() -> client.receipt(forged), ReceiptDetail::anchored);
                byte[] file = client.receiptFile(forged);
                assertThat(Verifier.accepted(Verifier.check(file, Verifier.Options.none())))
                        .isTrue();
                findsIt(client, chain, data, honest, forged);
                challengesIt(network, chain, client, data, forged);
            }
        }
    }

    private static String forge(Configuration configuration, String honest) {
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(configuration, lifecycle);
            MoneyParts money = MoneyParts.open(on, lifecycle);
            return ForgedReceipt.of(honest, MOVED_PPM, on.database(), money.charges(), on.log(), on.operator());
        }
    }

    private static void findsIt(NodeClient client, RemoteChain chain, Path data, String honest, String forged) {
        Path base = Loop.home().resolve("models").resolve("openledger-toy");
        try (Recomputer recomputer = new Recomputer(data, base, NodeVersion.NUMBER)) {
            Validation validation = new Validation(client, new ChainClient(chain), recomputer);
            Validation.Result all = validation.run(1, NONCE, 10);
            assertThat(all.receipts()).isEqualTo(2);
            assertThat(all.accuses()).isTrue();
            assertThat(outcome(all, honest)).isEqualTo(Validation.Outcome.SAME);
            assertThat(outcome(all, forged)).isEqualTo(Validation.Outcome.WRONG);
            assertThat(all.findings()).extracting(Validation.Finding::says).anyMatch(says -> says.contains(", ppm: "));
            Validation.Result one = validation.run(1, NONCE, 1);
            assertThat(one.findings())
                    .hasSize(1)
                    .first()
                    .isEqualTo(all.findings().getFirst());
            assertThat(one.beacon()).isEqualTo(validation.run(1, NONCE, 1).beacon());
            assertThatThrownBy(() -> validation.run(2, NONCE, 1)).hasMessageContaining("no epoch 2");
        }
        try (Recomputer elsewhere = new Recomputer(data.resolve("log"), base, NodeVersion.NUMBER)) {
            Validation.Result without = new Validation(client, new ChainClient(chain), elsewhere).run(1, NONCE, 10);
            assertThat(without.holds()).isFalse();
            assertThat(without.accuses()).isFalse();
            assertThat(without.findings())
                    .allMatch(finding -> finding.outcome() == Validation.Outcome.UNCHECKED
                            && finding.says().contains("has the digest"));
        }
    }

    private static Validation.Outcome outcome(Validation.Result result, String receipt) {
        return result.findings().stream()
                .filter(finding -> finding.receipt().equals(receipt))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private void challengesIt(RemoteAnvil network, RemoteChain chain, NodeClient client, Path data, String forged)
            throws Exception {
        byte[] key = new byte[32];
        key[31] = 77;
        network.fund(chain, Signer.of(key).address());
        Path keyFile = Files.writeString(folder.resolve("validator.key"), "0x" + Hex.of(key));
        Ran ran = Ran.of(List.of(
                "validate",
                "--data",
                data.toString(),
                "--base",
                Loop.home().resolve("models").resolve("openledger-toy").toString(),
                "--beacon",
                Hex.of(NONCE),
                "--challenge",
                keyFile.toString()));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("✗ " + forged)
                .contains("Challenged the root of epoch 1 as " + Signer.of(key).address());
        assertThat(RemoteNodeTest.awaitEpoch(client, "challenged").number()).isEqualTo(1);
    }
}
