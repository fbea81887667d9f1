package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.settlement.Books.OPERATOR;
import static org.openledger.settlement.Books.address;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.ledger.LedgerAccount;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.events.EventDispatch;
import org.openledger.store.Database;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/**
 * A chain that takes blocks back, up to 64 at once, and brings what was in them again in other blocks, in another order, or not at
 * all. Afterwards the books are those of a node that has seen the last chain alone; where payers spent meanwhile, the escrow's money
 * is theirs less what they spent.
 */
@Tag("integration")
final class ReorganisationTest {
    private static final int EVERYDAY = 40;
    private static final int CAMPAIGN = 500;
    private static final int MOST_BLOCKS_TAKEN_BACK = 64;
    private static final BigInteger WEI = BigInteger.TEN;

    @TempDir
    Path folder;

    private Books books;
    private Books fresh;

    @BeforeEach
    void open() throws IOException {
        books = new Books(Database.open(Files.createDirectory(folder.resolve("a"))), new Unsent(), 10);
        fresh = new Books(Database.open(Files.createDirectory(folder.resolve("b"))), new Unsent(), 10);
    }

    @AfterEach
    void close() {
        assertThat(books.fsck()).isEmpty();
        books.database.close();
        fresh.database.close();
    }

    /** What a payer does in one transaction. */
    private record Act(int number, String payer, Kind kind, BigInteger wei) {
        private enum Kind {
            DEPOSIT,
            ASK_BACK,
            TAKE_OUT,
            LIMIT,
            /** Two events in one transaction. */
            DEPOSIT_AND_LIMIT
        }

        String hash() {
            return "0x" + String.format("%064x", number + 1);
        }
    }

    /** A chain from its first block; each has its acts, and events that follow from all acts before. */
    private static final class Chain {
        private final List<List<Act>> blocks = new ArrayList<>();
        private final long first;

        Chain(long first) {
            this.first = first;
        }

        /** The logs of each block, by the escrow's own rules. */
        List<List<ChainClient.Log>> logs(Map<String, BigInteger> balances) {
            Map<String, BigInteger> asked = new HashMap<>();
            List<List<ChainClient.Log>> all = new ArrayList<>();
            for (int i = 0; i < blocks.size(); i++) {
                List<ChainClient.Log> logs = new ArrayList<>();
                for (Act act : blocks.get(i)) {
                    logs.addAll(events(act, first + i, logs.size(), balances, asked));
                }
                all.add(logs);
            }
            return all;
        }

        private static List<ChainClient.Log> events(
                Act act, long block, int index, Map<String, BigInteger> balances, Map<String, BigInteger> asked) {
            BigInteger has = balances.getOrDefault(act.payer(), BigInteger.ZERO);
            List<ChainClient.Log> events = new ArrayList<>();
            if (act.kind() == Act.Kind.DEPOSIT || act.kind() == Act.Kind.DEPOSIT_AND_LIMIT) {
                balances.put(act.payer(), has.add(act.wei()));
                events.add(log(
                        act,
                        block,
                        index,
                        InferenceEscrow.DEPOSITED_EVENT,
                        List.of(word(act.payer()), word(act.payer())),
                        act.wei()));
            }
            if (act.kind() == Act.Kind.LIMIT || act.kind() == Act.Kind.DEPOSIT_AND_LIMIT) {
                events.add(log(
                        act,
                        block,
                        index + events.size(),
                        InferenceEscrow.SPENDINGLIMITSET_EVENT,
                        List.of(word(act.payer()), word(OPERATOR)),
                        act.wei(),
                        BigInteger.valueOf(act.number() % 2 == 0 ? 0 : 10_000_000)));
            }
            if (act.kind() == Act.Kind.ASK_BACK) {
                BigInteger part = act.wei().min(has);
                asked.put(act.payer(), part);
                events.add(log(
                        act,
                        block,
                        index,
                        InferenceEscrow.WITHDRAWALREQUESTED_EVENT,
                        List.of(word(act.payer())),
                        part,
                        BigInteger.valueOf(20_000_000)));
            }
            BigInteger wanted = asked.getOrDefault(act.payer(), BigInteger.ZERO);
            if (act.kind() == Act.Kind.TAKE_OUT && wanted.signum() > 0) {
                asked.remove(act.payer());
                BigInteger out = wanted.min(has);
                balances.put(act.payer(), has.subtract(out));
                events.add(log(act, block, index, InferenceEscrow.WITHDRAWN_EVENT, List.of(word(act.payer())), out));
            }
            return events;
        }

        private static ChainClient.Log log(
                Act act, long block, int index, Event event, List<String> indexed, BigInteger... words) {
            List<String> topics = new ArrayList<>(List.of(EventEncoder.encode(event)));
            topics.addAll(indexed);
            StringBuilder data = new StringBuilder("0x");
            for (BigInteger word : words) {
                data.append(String.format("%064x", word));
            }
            return new ChainClient.Log(
                    Books.ESCROW, topics, data.toString(), block, "0x" + "b".repeat(64), act.hash(), index);
        }

        private static String word(String address) {
            return "0x" + "0".repeat(24) + address.substring(2);
        }
    }

    private static void follow(Books by, Chain chain, List<List<ChainClient.Log>> logs, int from) {
        by.database.write(handle -> {
            for (int i = from; i < logs.size(); i++) {
                long number = chain.first + i;
                by.dispatch.included(
                        handle,
                        new ChainClient.Block(
                                number,
                                "0x" + "b".repeat(64),
                                "",
                                number * 12,
                                new ChainClient.Bloom(BigInteger.ZERO),
                                List.of()),
                        logs.get(i));
            }
        });
    }

    @Test
    void theBooksAreThoseOfTheLastChain() {
        followReorganisations(EVERYDAY);
    }

    @Test
    @Tag("campaign")
    void theBooksAreThoseOfTheLastChainFiveHundredTimes() {
        followReorganisations(CAMPAIGN);
    }

    private void followReorganisations(int rounds) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int number = 0;
        for (int round = 0; round < rounds; round++) {
            boolean spends = round % 2 == 1;
            List<String> payers = List.of(address(0x10_0000 + 2 * round), address(0x10_0001 + 2 * round));
            Chain chain = new Chain(1 + round * 1_000L);
            Map<String, Long> spent = new TreeMap<>();
            int seen = 0;
            int reorganisations = 1 + random.nextInt(3);
            for (int turn = 0; turn <= reorganisations; turn++) {
                int blocks = 1 + random.nextInt(turn == 0 ? 40 : 20);
                for (int i = 0; i < blocks; i++) {
                    List<Act> acts = new ArrayList<>();
                    for (int j = random.nextInt(3); j > 0; j--) {
                        acts.add(act(random, number++, payers));
                    }
                    chain.blocks.add(acts);
                }
                follow(books, chain, chain.logs(new HashMap<>()), seen);
                if (spends) {
                    spend(random, round + "-" + turn, payers, spent);
                }
                if (turn < reorganisations) {
                    int back = 1 + random.nextInt(Math.min(MOST_BLOCKS_TAKEN_BACK, chain.blocks.size()));
                    seen = chain.blocks.size() - back;
                    takeBack(random, chain, back);
                    long from = chain.first + seen;
                    books.database.write(handle -> books.dispatch.removed(handle, from));
                } else {
                    seen = chain.blocks.size();
                }
            }
            compare(chain, payers, spent, "seed " + seed + ", round " + round);
        }
    }

    private static Act act(Random random, int number, List<String> payers) {
        Act.Kind[] kinds = Act.Kind.values();
        Act.Kind kind = random.nextInt(3) == 0 ? Act.Kind.DEPOSIT : kinds[random.nextInt(kinds.length)];
        BigInteger wei = BigInteger.valueOf(1 + random.nextInt(50_000)).multiply(BigInteger.TEN.pow(7));
        return new Act(number, payers.get(random.nextInt(payers.size())), kind, wei.add(WEI));
    }

    /** What was in the blocks comes again in others, in another order, and now and then not at all. */
    private static void takeBack(Random random, Chain chain, int blocks) {
        List<List<Act>> gone = chain.blocks.subList(chain.blocks.size() - blocks, chain.blocks.size());
        List<Act> acts = new ArrayList<>(gone.stream().flatMap(List::stream).toList());
        gone.clear();
        acts.removeIf(_ -> random.nextInt(8) == 0);
        if (random.nextBoolean()) {
            Collections.shuffle(acts, random);
        }
        int next = 0;
        while (next < acts.size()) {
            int end = Math.min(acts.size(), next + random.nextInt(4));
            chain.blocks.add(new ArrayList<>(acts.subList(next, end)));
            next = end;
        }
    }

    private void spend(Random random, String id, List<String> payers, Map<String, Long> spent) {
        for (String payer : payers) {
            long limited = books.database.<Long, RuntimeException>read(handle -> Math.min(
                    books.limits.remaining(handle, payer),
                    books.journal.available(handle, LedgerAccount.payer(payer))));
            if (limited > 0) {
                long gwei = 1 + random.nextLong(limited);
                books.answer(
                        payer,
                        "r" + id + payer.substring(36),
                        List.of(new Payment(address(7), Role.CONTRIBUTOR, gwei)));
                spent.merge(payer, gwei, Math::addExact);
            }
        }
    }

    private void compare(Chain chain, List<String> payers, Map<String, Long> spent, String where) {
        Map<String, BigInteger> balances = new HashMap<>();
        follow(fresh, chain, chain.logs(balances), 0);
        for (String payer : payers) {
            BigInteger onChain = balances.getOrDefault(payer, BigInteger.ZERO);
            long dust = onChain.mod(Wei.PER_GWEI).longValueExact();
            assertThat(sum(books, payer))
                    .as(where)
                    .isEqualTo(onChain.divide(Wei.PER_GWEI).longValueExact() - spent.getOrDefault(payer, 0L));
            assertThat(state(books, payer, "dust")).as(where).isEqualTo(state(fresh, payer, "dust"));
            assertThat(state(fresh, payer, "dust")).isIn(Long.toString(dust), "");
            assertThat(state(books, payer, "limit")).as(where).isEqualTo(state(fresh, payer, "limit"));
            assertThat(state(books, payer, "cover")).as(where).isEqualTo(state(fresh, payer, "cover"));
            if (!spent.containsKey(payer)) {
                assertThat(balances(books, payer)).as(where).isEqualTo(balances(fresh, payer));
            }
        }
    }

    private static long sum(Books of, String payer) {
        return balances(of, payer).stream().mapToLong(Long::longValue).sum();
    }

    private static List<Long> balances(Books of, String payer) {
        return of.database.read(handle -> List.of(
                of.journal.balance(handle, LedgerAccount.payer(payer)),
                of.journal.balance(handle, LedgerAccount.withdrawing(payer)),
                of.journal.balance(handle, LedgerAccount.shortfall(payer))));
    }

    private static String state(Books of, String payer, String what) {
        String sql = switch (what) {
            case "dust" -> "SELECT CAST(wei AS TEXT) FROM settlement_dust WHERE payer = :payer";
            case "limit" -> "SELECT limit_gwei || ' ' || sequence FROM ledger_limit WHERE account = 'payer:' || :payer";
            default ->
                "SELECT reason || ' ' || event || ' ' || requested_gwei || ' ' || settle_from_seconds || ' ' || ends_seconds"
                        + " FROM settlement_expiring WHERE payer = :payer ORDER BY reason";
        };
        List<String> found = of.database.read(handle ->
                handle.createQuery(sql).bind("payer", payer).mapTo(String.class).list());
        return String.join("; ", found).replace("0 -1", "").replaceFirst("^0$", "");
    }

    @Test
    void whatCannotBeBookedIsSetAsideAndGoesWithItsBlock() {
        String rich = address(0x20_0000);
        String poor = address(0x20_0001);
        Chain chain = new Chain(1);
        chain.blocks.add(List.of(
                new Act(0, rich, Act.Kind.DEPOSIT, BigInteger.TEN.pow(28)),
                new Act(1, poor, Act.Kind.DEPOSIT, Wei.ofGwei(5))));
        follow(books, chain, chain.logs(new HashMap<>()), 0);
        assertThat(sum(books, rich)).isZero();
        assertThat(sum(books, poor)).isEqualTo(5);
        assertThat(books.database.<Long, RuntimeException>read(EventDispatch::asideCount))
                .isEqualTo(1);
        books.database.write(handle -> books.dispatch.removed(handle, 1));
        assertThat(sum(books, poor)).isZero();
        assertThat(books.database.<Long, RuntimeException>read(EventDispatch::asideCount))
                .isZero();
    }
}
