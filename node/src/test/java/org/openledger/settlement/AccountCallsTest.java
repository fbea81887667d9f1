package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.ChainOver;
import org.openledger.identity.Signer;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.wallet.AccountCalls;
import org.openledger.settlement.wallet.AccountCalls.Made;
import org.openledger.settlement.wallet.AccountCalls.State;
import org.openledger.settlement.wallet.AccountCalls.Wanted;
import org.openledger.settlement.wallet.ContractCall;
import org.web3j.crypto.Credentials;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** Calls of contracts by accounts, on a real chain: one id is one transaction, whatever fails on the way. */
@Tag("integration")
final class AccountCallsTest {
    private static final String RECEIVER = "0x00000000000000000000000000000000000000aa";
    private static final long MOST_GWEI = 1_000_000;

    private static final Random ALWAYS_BEFORE = new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean nextBoolean() {
            return false;
        }
    };

    @TempDir
    Path folder;

    @Test
    void oneIdIsOneTransactionWhateverFailsOnTheWay() throws Exception {
        try (Town town = new Town(folder, InstantSource.system(), 12)) {
            town.bond();
            Credentials key = Town.payer(9);
            String account = ChainClient.address(key);
            String token = town.contracts.wrappedOpen();
            String nothing = town.bindings
                    .wrappedOpen()
                    .approve(RECEIVER, BigInteger.ZERO)
                    .encodeFunctionCall();
            town.sendAs(key, token, nothing); // brings gas
            town.send("gift", token, town.bindings.wrappedOpen().transfer(account, BigInteger.TEN), BigInteger.ZERO);
            long seed = Long.getLong("openledger.seed", System.nanoTime());
            Random random = new Random(seed);
            AccountCalls calls = new AccountCalls(town.database, town.client, _ -> signer(key), InstantSource.system());
            AccountCalls unsent = new AccountCalls(
                    town.database,
                    new ChainClient(new Severed(town.chain, random)),
                    _ -> signer(key),
                    InstantSource.system());
            ContractCall one = ContractCall.of(token + ".transfer(address,uint256)", List.of(RECEIVER, "1"));

            long before = town.client.nonce(account);
            refused(
                    calls,
                    account,
                    token + ".transfer(address,uint256)",
                    List.of(RECEIVER, "11"),
                    MOST_GWEI,
                    "tried first");
            refused(
                    calls,
                    account,
                    token + ".transfer(address,uint256)",
                    List.of(RECEIVER, "1"),
                    0,
                    "its gas may cost");
            refused(
                    calls,
                    account,
                    RECEIVER + ".transfer(address,uint256)",
                    List.of(RECEIVER, "1"),
                    1,
                    "no contract at");
            refused(calls, RECEIVER, token + ".approve(address,uint256)", List.of(account, "1"), MOST_GWEI, "for gas");
            assertThat(town.client.nonce(account)).isEqualTo(before);

            Map<String, Made> made = new TreeMap<>();
            for (int i = 0; i < 24; i++) {
                String id = "call " + random.nextInt(6);
                try {
                    made.put(
                            id,
                            (random.nextInt(3) == 0 ? unsent : calls).make(new Wanted(id, account, one, MOST_GWEI)));
                } catch (ChainException lost) {
                    // it, or an earlier one that is sent again first: below, what became of each is asked
                } catch (SettlementException another) {
                    assertThat(another).hasMessageContaining("in no block yet");
                }
            }
            IntStream.range(0, 6)
                    .mapToObj(i -> "call " + i)
                    .forEach(id -> calls.find(id).ifPresent(found -> {
                        assertThat(found.state()).as("seed %d, %s", seed, id).isEqualTo(State.DONE);
                        made.put(id, found);
                    }));
            assertThat(Town.read(town.bindings.wrappedOpen().balanceOf(RECEIVER)))
                    .as("seed %d", seed)
                    .isEqualTo(BigInteger.valueOf(made.size()));
            assertThat(made.values())
                    .allSatisfy(each -> assertThat(each.paidGwei()).isBetween(1L, MOST_GWEI));

            // another transaction of the account takes the nonce of one that was never sent
            AccountCalls neverSent = new AccountCalls(
                    town.database,
                    new ChainClient(new Severed(town.chain, ALWAYS_BEFORE)),
                    _ -> signer(key),
                    InstantSource.system());
            assertThatThrownBy(() -> neverSent.make(new Wanted("late", account, one, MOST_GWEI)))
                    .isInstanceOf(ChainException.class);
            town.sendAs(key, token, nothing);
            assertThat(calls.find("late").orElseThrow().state()).isEqualTo(State.REPLACED);
            assertThat(calls.find("late").orElseThrow().paidGwei()).isZero();
            assertThat(calls.find("never")).isEmpty();
        }
    }

    /** Loses every transaction, or the answer to it. */
    private record Severed(Chain chain, Random random) implements ChainOver {
        @Override
        public JsonNode call(String method, JsonNode parameters) {
            if (!method.equals("eth_sendRawTransaction")) {
                return chain.call(method, parameters);
            }
            if (random.nextBoolean()) {
                chain.call(method, parameters);
            }
            throw new ChainException("the connection was lost");
        }
    }

    private static void refused(
            AccountCalls calls, String account, String function, List<String> values, long mostGwei, String why) {
        assertThatThrownBy(
                        () -> calls.make(new Wanted("refused", account, ContractCall.of(function, values), mostGwei)))
                .isInstanceOf(SettlementException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was sent.");
        assertThat(calls.find("refused")).isEmpty();
    }

    private static Signer signer(Credentials of) {
        return Signer.of(Numeric.toBytesPadded(of.getEcKeyPair().getPrivateKey(), 32));
    }
}
