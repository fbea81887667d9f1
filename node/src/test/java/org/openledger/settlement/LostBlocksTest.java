package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.RemoteAnvil;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.network.RemoteChain;
import org.openledger.ledger.LedgerAccount;
import org.openledger.settlement.call.Wei;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** A network that takes blocks back under a node that has booked them: the journal says what the chain says, and nothing twice. */
@Tag("integration")
final class LostBlocksTest {
    private static final BigInteger OPEN = BigInteger.TEN.pow(18);
    private static final BigInteger GAS = BigInteger.valueOf(300_000);
    private static final BigInteger FEE = BigInteger.TEN.pow(10);

    @TempDir
    Path folder;

    @Test
    void aDepositThatMovesInItsBlockIsBookedOnceAndWhatTheOperatorSentIsSentAgain() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil("--order", "fifo");
                RemoteChain chain = anvil.connect(0)) {
            anvil.fund(chain, Town.OPERATOR);
            try (Town town = new Town(
                    Files.createDirectories(folder.resolve("a")),
                    chain,
                    InstantSource.system(),
                    1_000,
                    Settlement.Schedule.BY_HAND)) {
                town.bond();
                follow(town);
                Credentials payer = Town.payer(1);
                Credentials other = Town.payer(2);
                anvil.fund(chain, ChainClient.address(payer));
                anvil.fund(chain, ChainClient.address(other));
                String token = town.contracts.wrappedOpen();
                String escrow = town.contracts.inferenceEscrow();
                send(
                        town,
                        raw(
                                town,
                                payer,
                                0,
                                token,
                                town.bindings.wrappedOpen().deposit(BigInteger.ZERO),
                                OPEN.multiply(BigInteger.TEN)));
                send(
                        town,
                        raw(
                                town,
                                payer,
                                1,
                                token,
                                town.bindings.wrappedOpen().approve(escrow, OPEN.shiftLeft(64)),
                                BigInteger.ZERO));
                follow(town);
                String deposit = raw(
                        town,
                        payer,
                        2,
                        escrow,
                        town.bindings.inferenceEscrow().deposit(OPEN.multiply(BigInteger.valueOf(5))),
                        BigInteger.ZERO);
                send(town, deposit);
                long first = town.client.blockNumber();
                Credentials third = Town.payer(3);
                town.deposit("third", third, OPEN);
                follow(town);
                assertThat(booked(town, payer))
                        .isEqualTo(Wei.ofGwei(5_000_000_000L).divide(Wei.PER_GWEI));
                assertThat(booked(town, third)).isEqualTo(OPEN.divide(Wei.PER_GWEI));

                String before =
                        raw(town, other, 0, token, town.bindings.wrappedOpen().deposit(BigInteger.ZERO), OPEN);
                long depth = town.client.blockNumber() - first + 1;
                TestChain.call(chain, "anvil_reorg", depth, List.of(List.of(before, 0), List.of(deposit, 0)));
                follow(town);
                assertThat(booked(town, payer)).isEqualTo(onChain(town, payer));
                for (int wait = 0; wait < 600 && !booked(town, third).equals(OPEN.divide(Wei.PER_GWEI)); wait++) {
                    Thread.sleep(100);
                    follow(town);
                }
                assertThat(booked(town, third)).isEqualTo(onChain(town, third)).isEqualTo(OPEN.divide(Wei.PER_GWEI));
                town.drain();
                follow(town);
                assertThat(town.fsck()).isEmpty();
            }
        }
    }

    private static void follow(Town town) {
        int blocks = town.settlement.step();
        while (blocks > 0) {
            blocks = town.settlement.step();
        }
    }

    private static BigInteger booked(Town town, Credentials payer) {
        return BigInteger.valueOf(town.database.<Long, RuntimeException>read(
                handle -> town.journal.balance(handle, LedgerAccount.payer(ChainClient.address(payer)))));
    }

    private static BigInteger onChain(Town town, Credentials payer) {
        return Town.read(town.bindings.inferenceEscrow().balanceOf(ChainClient.address(payer)))
                .divide(Wei.PER_GWEI);
    }

    private static String raw(
            Town town,
            Credentials by,
            long nonce,
            String to,
            RemoteFunctionCall<TransactionReceipt> call,
            BigInteger wei)
            throws IOException {
        return Numeric.toHexString(TransactionEncoder.signMessage(
                RawTransaction.createTransaction(
                        town.client.chainId(),
                        BigInteger.valueOf(nonce),
                        GAS,
                        to,
                        wei,
                        call.encodeFunctionCall(),
                        BigInteger.ONE,
                        FEE),
                by));
    }

    private static void send(Town town, String raw) throws InterruptedException {
        String hash = town.client.sendRaw(raw);
        while (town.client.receipt(hash).isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(town.client.receipt(hash).orElseThrow().getStatus()).isEqualTo("0x1");
    }
}
