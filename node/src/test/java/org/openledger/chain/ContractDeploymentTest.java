package org.openledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.contracts.Parameters;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.Receipt;

@Tag("integration")
final class ContractDeploymentTest {
    private static final String OPERATOR = ChainClient.address(TestChain.OPERATOR);
    private static final ContractDeployment.Parameters PARAMETERS = new ContractDeployment.Parameters(
            Optional.empty(),
            BigInteger.TEN.pow(18),
            5,
            14,
            TestChain.RECEIVER,
            BigInteger.TEN.pow(17),
            2,
            10,
            BigInteger.ZERO);

    private static final ContractDeployment.Parameters COURT = new ContractDeployment.Parameters(
            Optional.empty(), BigInteger.TEN.pow(18), 5, 20, "", BigInteger.TEN.pow(17), 2, 15, BigInteger.ZERO);

    @TempDir
    Path folder;

    @Test
    void aDeploymentCutShortGoesOnAndEndsWithOneOfEach() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder);
                ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            for (int round = 0; round < 4; round++) {
                cutShort(database, new FlakyChain(chain, random, 25), timer, random.nextInt(400));
            }
            ChainClient client = new ChainClient(chain);
            Contracts contracts;
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                contracts = ContractDeployment.deployOrLoad(database, client, outbox, PARAMETERS);
                assertThat(ContractDeployment.deployOrLoad(database, client, outbox, PARAMETERS))
                        .isEqualTo(contracts);
            }
            assertThat(client.nonce(OPERATOR)).isEqualTo(10);
            assertThat(contracts.byName().values()).doesNotHaveDuplicates();
            Bindings bindings = new Bindings(client, contracts);
            assertThat(bindings.inferenceEscrow().distributor().send()).isEqualTo(contracts.rewardDistributor());
            assertThat(bindings.inferenceEscrow().minimumBond().send()).isEqualTo(PARAMETERS.minimumBondWei());
            assertThat(bindings.modelRegistry().datanets().send()).isEqualTo(contracts.datanetRegistry());
            assertThat(bindings.rewardDistributor().challengeWindow().send()).isEqualTo(2);
            Bindings.Agents agents = bindings.agents().orElseThrow();
            assertThat(agents.reputation().escrow().send()).isEqualTo(contracts.inferenceEscrow());

            Set<String> since = contracts.agents().orElseThrow().byName().keySet();
            database.write(tx -> tx.createUpdate("DELETE FROM chain_contract WHERE name IN (<names>)")
                    .bindList("names", List.copyOf(since))
                    .execute());
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                assertThat(ContractDeployment.deployOrLoad(database, client, outbox, PARAMETERS)
                                .agents())
                        .as("contracts from before stay as they are")
                        .isEmpty();
            }
            assertThat(client.nonce(OPERATOR)).isEqualTo(10);
        }
    }

    @Test
    void theCourtIsNeverTheOperatorAndTheBondAnswersAsLongAsARootCanBeRejected() {
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder)) {
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                assertThatThrownBy(() ->
                                ContractDeployment.deployOrLoad(database, client, outbox, parameters(OPERATOR, 14)))
                        .hasMessageContaining("the court of a deployment is never the operator");
                assertThatThrownBy(() -> ContractDeployment.deployOrLoad(
                                database, client, outbox, parameters(TestChain.RECEIVER, 13)))
                        .hasMessageContaining("the unbonding delay (13 s)")
                        .hasMessageContaining("(14 s)");
            }
            assertThat(client.nonce(OPERATOR)).as("nothing was sent").isZero();
        }
    }

    @Test
    void whereNobodyIsNamedTheCourtIsTheArbiterAndTheDeployerHasNoPartInIt() throws Exception {
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder)) {
            ChainClient client = new ChainClient(chain);
            Contracts contracts;
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                contracts = ContractDeployment.deployOrLoad(database, client, outbox, COURT);
                assertThat(ContractDeployment.deployOrLoad(database, client, outbox, COURT))
                        .isEqualTo(contracts);
            }
            Contracts.Governing governing = contracts.governing().orElseThrow();
            Bindings bindings = new Bindings(client, contracts);
            assertThat(bindings.rewardDistributor().arbiter().send()).isEqualTo(governing.court());
            Bindings.Governing judges = bindings.governing().orElseThrow();
            assertThat(judges.court().distributor().send()).isEqualTo(contracts.rewardDistributor());
            assertThat(judges.court().pools().send()).isEqualTo(governing.stakePools());
            assertThat(judges.court().timelock().send()).isEqualTo(governing.timelock());
            assertThat(judges.parameters().timelock().send()).isEqualTo(governing.timelock());
            byte[] proposer = judges.timelock().PROPOSER_ROLE().send();
            assertThat(judges.timelock().hasRole(proposer, governing.governor()).send())
                    .isTrue();
            assertThat(judges.timelock().hasRole(new byte[32], OPERATOR).send()).isFalse();
            Parameters.Split split = judges.parameters().split().send();
            assertThat(bps(split)).isEqualTo(Receipt.SplitBps.STANDARD);
            var bounds = judges.parameters().splitBounds().send();
            assertThat(bps(bounds.component1())).isEqualTo(Receipt.SplitBps.LOWEST);
            assertThat(bps(bounds.component2())).isEqualTo(Receipt.SplitBps.HIGHEST);
        }
    }

    private static Receipt.SplitBps bps(Parameters.Split split) {
        return new Receipt.SplitBps(
                split.treasury.intValueExact(),
                split.stakers.intValueExact(),
                split.operator.intValueExact(),
                split.base.intValueExact(),
                split.developer.intValueExact(),
                split.data.intValueExact());
    }

    private static ContractDeployment.Parameters parameters(String court, long unbondSeconds) {
        return new ContractDeployment.Parameters(
                Optional.empty(),
                BigInteger.TEN.pow(18),
                5,
                unbondSeconds,
                court,
                BigInteger.TEN.pow(17),
                2,
                10,
                BigInteger.ZERO);
    }

    private static void cutShort(Database database, Chain chain, ScheduledExecutorService timer, long afterMillis) {
        ChainClient client = new ChainClient(chain);
        Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system());
        ScheduledFuture<?> closing = timer.schedule(outbox::close, afterMillis, TimeUnit.MILLISECONDS);
        try {
            ContractDeployment.deployOrLoad(database, client, outbox, PARAMETERS);
        } catch (ChainException cut) {
            assertThat(cut).hasMessageMatching("(?s).*(the node stops|the line broke|was not deployed).*");
        } finally {
            closing.cancel(false);
            outbox.close();
        }
    }

    @Test
    void keptContractsThatAreNotOnTheChainAreRefused() {
        Contracts contracts;
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder);
                Outbox outbox =
                        Outbox.start(database, new ChainClient(chain), TestChain.OPERATOR, InstantSource.system())) {
            contracts = ContractDeployment.deployOrLoad(database, new ChainClient(chain), outbox, PARAMETERS);
        }
        try (LocalChain other = TestChain.start(folder.resolve("other"));
                Database database = MigratedDatabase.open(folder);
                Outbox outbox =
                        Outbox.start(database, new ChainClient(other), TestChain.OPERATOR, InstantSource.system())) {
            assertThatThrownBy(
                            () -> ContractDeployment.deployOrLoad(database, new ChainClient(other), outbox, PARAMETERS))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("was reset");
        }
        assertThat(contracts.chainId()).isEqualTo(TestChain.CHAIN_ID);
    }
}
