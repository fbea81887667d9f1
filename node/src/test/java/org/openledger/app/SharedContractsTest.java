package org.openledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.folder.SharedContracts;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.CanonicalJson;

/** A second operator uses the contracts of the first, by a file. */
@Tag("integration")
@Timeout(120)
final class SharedContractsTest {
    @TempDir
    Path folder;

    @Test
    void aSecondFolderJoinsTheContractsOfTheFirst() throws Exception {
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database first = Database.open(Files.createDirectories(folder.resolve("first")));
                Database second = Database.open(Files.createDirectories(folder.resolve("second")))) {
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(first, client, TestChain.OPERATOR, InstantSource.system())) {
                ContractDeployment.Parameters terms = new ContractDeployment.Parameters(
                        Optional.empty(),
                        BigInteger.TEN.pow(18),
                        5,
                        14,
                        TestChain.RECEIVER,
                        BigInteger.TEN.pow(17),
                        2,
                        10,
                        BigInteger.ZERO);
                Contracts deployed = ContractDeployment.deployOrLoad(first, client, outbox, terms);
                byte[] file = CanonicalJson.write(SharedContracts.json(deployed));
                Contracts read = SharedContracts.parse(file);
                assertThat(read).isEqualTo(deployed);

                Contracts mixed = with(file, deployed.inferenceEscrow(), deployed.rewardDistributor());
                assertThatThrownBy(() -> ContractDeployment.join(second, client, mixed))
                        .isInstanceOf(ChainException.class)
                        .hasMessageContaining("the distributor of the escrow");
                Contracts.Governing governing = deployed.governing().orElseThrow();
                Contracts governed = with(file, governing.timelock(), governing.sale());
                assertThatThrownBy(() -> ContractDeployment.join(second, client, governed))
                        .hasMessageContaining("the timelock of the governor is " + governing.timelock());
                Contracts judged = with(file, governing.stakePools(), governing.sale());
                assertThatThrownBy(() -> ContractDeployment.join(second, client, judged))
                        .hasMessageContaining("the pools of the court");
                Contracts.Agents agents = deployed.agents().orElseThrow();
                Contracts known = with(file, agents.identity(), agents.validation());
                assertThatThrownBy(() -> ContractDeployment.join(second, client, known))
                        .hasMessageContaining("the identities of the reputations is " + agents.identity());
                Contracts elsewhere = with(file, "\"chainId\":" + client.chainId(), "\"chainId\":5");
                assertThatThrownBy(() -> ContractDeployment.join(second, client, elsewhere))
                        .hasMessageContaining("on chain 5");
                Contracts nowhere = with(file, deployed.licences().orElseThrow(), "0x" + "77".repeat(20));
                assertThatThrownBy(() -> ContractDeployment.join(second, client, nowhere))
                        .hasMessageContaining("there is no licences at 0x7777");

                ContractDeployment.join(second, client, read);
                long nonce = client.nonce(outbox.operator());
                assertThat(ContractDeployment.deployOrLoad(second, client, outbox, terms))
                        .isEqualTo(deployed);
                assertThat(client.nonce(outbox.operator()))
                        .as("nothing is deployed again")
                        .isEqualTo(nonce);
                assertThatThrownBy(() -> ContractDeployment.join(second, client, read))
                        .hasMessageContaining("has contracts already");
            }
        }
    }

    private static Contracts with(byte[] file, String before, String after) {
        return SharedContracts.parse(
                new String(file, StandardCharsets.UTF_8).replace(before, after).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatIsNoneIsRefusedByName() {
        String whole = "{\"chainId\":1,\"contracts\":{},\"firstBlock\":2,\"schema\":\"openledger.contracts/1\"}";
        assertThatThrownBy(() -> parse(whole)).isInstanceOf(Refusal.class).hasMessageContaining("wrappedOpen");
        assertThatThrownBy(() -> parse(whole.replace("contracts/1", "contracts/9")))
                .hasMessageContaining("contracts/9");
        String names = List.of(
                        "datanetRegistry",
                        "inferenceEscrow",
                        "licences",
                        "logAnchor",
                        "modelRegistry",
                        "rewardDistributor",
                        "vault",
                        "wrappedOpen")
                .stream()
                .map(name -> "\"" + name + "\":\"0x" + "1".repeat(40) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> parse(whole.replace("{}", names))).hasMessageContaining("unknown member \"vault\"");
        assertThatThrownBy(() -> parse("hello")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> SharedContracts.join(
                        Configuration.read(folder, Optional.empty(), new HashMap<>()),
                        new Contracts(
                                1,
                                "0x" + "1".repeat(40),
                                "0x" + "1".repeat(40),
                                "0x" + "1".repeat(40),
                                "0x" + "1".repeat(40),
                                "0x" + "1".repeat(40),
                                "0x" + "1".repeat(40),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                0)))
                .hasMessageContaining("--chain URL");
    }

    private static Contracts parse(String file) {
        return SharedContracts.parse(file.getBytes(StandardCharsets.UTF_8));
    }
}
