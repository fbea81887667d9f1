package org.openledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.network.RemoteChain;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Providers as they are: an index that is behind, short ranges, refusals, a head that goes backwards. No event is lost or taken back. */
@Tag("integration")
final class ProviderHabitsTest {
    private static final String OPERATOR = ChainClient.address(TestChain.OPERATOR);
    private static final int EVENTS = 4;

    @TempDir
    Path folder;

    private enum Habit {
        NONE,
        /** Says that no contract wrote a log. */
        NO_LOGS,
        /** Gives blocks without a Bloom filter's bits. */
        NO_BLOOM,
        /** Both: says that there is no log, in blocks without a Bloom filter's bits. */
        NO_LOGS_NO_BLOOM,
        /** Refuses more than ten blocks at once. */
        SHORT_RANGES,
        /** Refuses a call now and then, and so does not answer what is asked again. */
        RATE_LIMIT,
        /** Answers from three blocks ago now and then. */
        HEAD_BEHIND
    }

    /** A real chain as a provider gives it. */
    private static final class Provider implements ChainOver {
        private static final JsonMapper JSON = new JsonMapper();
        private final Chain chain;
        private final Habit habit;
        private int calls;

        Provider(Chain chain, Habit habit) {
            this.chain = chain;
            this.habit = habit;
        }

        @Override
        public Chain chain() {
            return chain;
        }

        @Override
        public JsonNode call(String method, JsonNode parameters) {
            calls++;
            boolean logs = method.equals("eth_getLogs");
            if (habit == Habit.RATE_LIMIT && calls % 150 == 0) {
                throw new RpcException(RpcException.LIMIT_EXCEEDED, "daily request count exceeded");
            }
            if (habit == Habit.SHORT_RANGES && logs && parameters.path(0).has("fromBlock")) {
                long from =
                        Quantities.parse(parameters.path(0).path("fromBlock")).longValueExact();
                long to = Quantities.parse(parameters.path(0).path("toBlock")).longValueExact();
                if (to - from >= 10) {
                    throw new RpcException(RpcException.INVALID_PARAMS, "the range exceeds the limit of 10");
                }
            }
            if ((habit == Habit.NO_LOGS || habit == Habit.NO_LOGS_NO_BLOOM) && logs) {
                return JSON.createArrayNode();
            }
            JsonNode answer = chain.call(method, parameters);
            if ((habit == Habit.NO_BLOOM || habit == Habit.NO_LOGS_NO_BLOOM) && answer.has("logsBloom")) {
                ((ObjectNode) answer).put("logsBloom", "0x" + "0".repeat(512));
            }
            if (habit == Habit.HEAD_BEHIND && calls % 2 == 0 && method.equals("eth_blockNumber")) {
                long head = Quantities.parse(answer).longValueExact();
                return JSON.getNodeFactory().stringNode(Quantities.of(Math.max(0, head - 3)));
            }
            return answer;
        }
    }

    @Test
    void noEventIsLostOrTakenBack() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil("--order", "fifo");
                RemoteChain chain = anvil.connect(0);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            ChainClient client = new ChainClient(chain);
            String token;
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                database.write(
                        handle -> outbox.enqueue(handle, "token", null, "0x" + WrappedOpen.BINARY, BigInteger.ZERO));
                token = outbox.confirmed("token").get(20, TimeUnit.SECONDS).getContractAddress();
                for (int i = 0; i < EVENTS; i++) {
                    if (i == EVENTS - 1) {
                        anvil.mine(chain, EventFollower.REMEMBERED_BLOCKS - 100);
                    }
                    String key = "wrap" + i;
                    String to = token;
                    database.write(handle -> outbox.enqueue(handle, key, to, "0xd0e30db0", BigInteger.TEN));
                    outbox.confirmed(key).get(20, TimeUnit.SECONDS);
                    anvil.mine(chain, 40);
                }
            }
            List<String> expected = follow(database, chain, token, Habit.NONE);
            assertThat(expected).hasSizeGreaterThanOrEqualTo(EVENTS).doesNotHaveDuplicates();
            for (Habit habit : Habit.values()) {
                assertThat(follow(database, chain, token, habit))
                        .as(habit.toString())
                        .isEqualTo(expected);
            }
        }
    }

    private static List<String> follow(Database database, Chain chain, String token, Habit habit)
            throws InterruptedException {
        List<String> seen = new ArrayList<>();
        EventFollower follower = new EventFollower(
                database,
                new ChainClient(new Provider(chain, habit)),
                habit.name() + System.nanoTime(),
                List.of(token),
                0,
                new EventFollower.Handler() {
                    @Override
                    public void included(Handle transaction, ChainClient.Block block, List<ChainClient.Log> logs) {
                        logs.forEach(log -> seen.add(log.transactionHash() + log.index()));
                    }

                    @Override
                    public void removed(Handle transaction, long fromBlock) {
                        throw new AssertionError("nothing was taken back");
                    }
                });
        int quiet = 0;
        for (int polls = 0; quiet < 4 && polls < 1_000; polls++) { // a head behind says nothing of what is left
            try {
                quiet = follower.poll() == 0 ? quiet + 1 : 0;
            } catch (ChainException again) {
                quiet = 0;
            }
        }
        return seen;
    }
}
