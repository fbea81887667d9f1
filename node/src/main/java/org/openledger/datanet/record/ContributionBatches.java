package org.openledger.datanet.record;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.verify.bytes.Hex;

/**
 * Brings signed contributions to the DatanetRegistry, those of one Datanet in one transaction. A contribution waits for others, but not
 * longer than a while, and never so long that its signature ends. One that is alone is brought by itself. A batch that the chain refuses,
 * because of whichever of it, is taken apart: each of its contributions is brought by itself, so that nobody's fault is another's.
 */
final class ContributionBatches implements AutoCloseable {
    /** In one transaction; they cost less than 30,000 gas each. */
    static final int MAX_BATCH = 100;
    /** Of all signatures of a batch, which contracts may make as long as they like. */
    private static final int MAX_SIGNATURE_CHARACTERS = 100_000;
    /** What a transaction may take, before a signature ends. */
    private static final long SECONDS_BEFORE_THE_END = 600;

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Database database;
    private final Outbox outbox;
    private final ChainWatch watch;
    private final DatanetRegistry registry;
    private final String address;
    private final Patience patience;
    private final Loop loop = new Loop("contribution-batches", this::step, Loop.Retry.every(RETRY_PAUSE), DRAIN);

    /** How long a contribution waits for others. */
    record Patience(Duration longest, InstantSource clock) {}

    /** @param address the registry's, lower-case */
    ContributionBatches(
            Database database,
            Outbox outbox,
            ChainWatch watch,
            DatanetRegistry registry,
            String address,
            Patience patience) {
        this.database = database;
        this.outbox = outbox;
        this.watch = watch;
        this.registry = registry;
        this.address = address;
        this.patience = patience;
    }

    /** Follows what an earlier process left under way, and brings what waits. */
    void start() {
        Set<String> followed = new HashSet<>(Set.of("")); // what waits has no transaction yet
        for (long contribution : database.read(ContributionTable::pending)) {
            String key = database.read(handle -> BatchTable.batchOf(handle, contribution))
                    .orElseGet(() -> single(contribution));
            if (followed.add(key)) {
                follow(key, contribution);
            }
        }
        loop.start();
    }

    /** Has a contribution brought to the chain, as part of the caller's transaction. */
    void add(Handle tx, Contribution contribution) {
        long now = patience.clock().millis();
        long end = (contribution.deadlineSeconds() - SECONDS_BEFORE_THE_END) * 1_000;
        BatchTable.wait(
                tx,
                contribution,
                Math.max(now, Math.min(now + patience.longest().toMillis(), end)));
        tx.afterCommit(loop::wake);
    }

    private Duration step() {
        long now = patience.clock().millis();
        List<Group> ready = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (Group group : database.read(ContributionBatches::groups)) {
            if (group.isFull() || group.dueMillis() <= now) {
                ready.add(group);
            } else {
                next = Math.min(next, group.dueMillis());
            }
        }
        ready.forEach(this::send);
        return next == Long.MAX_VALUE ? Loop.UNTIL_WOKEN : Duration.ofMillis(next - now);
    }

    /** Some that one transaction can bring: of one Datanet, under the same terms. */
    private record Group(List<Contribution> members, long dueMillis, boolean isFull) {}

    private static List<Group> groups(Handle handle) {
        List<Group> groups = new ArrayList<>();
        List<BatchTable.Row> waiting = BatchTable.waiting(handle);
        int from = 0;
        while (from < waiting.size()) {
            Group group = group(handle, waiting.subList(from, waiting.size()));
            groups.add(group);
            from += group.members().size();
        }
        return groups;
    }

    private static Group group(Handle handle, List<BatchTable.Row> waiting) {
        BatchTable.Row first = waiting.getFirst();
        List<Contribution> members = new ArrayList<>();
        long due = Long.MAX_VALUE;
        int characters = 0;
        for (BatchTable.Row row : waiting) {
            if (row.datanet() != first.datanet() || !row.termsDigest().equals(first.termsDigest())) {
                return new Group(members, due, false);
            }
            Contribution contribution = ContributionTable.require(handle, row.contribution());
            characters += contribution.signature().orElseThrow().length();
            if (!members.isEmpty() && (members.size() == MAX_BATCH || characters > MAX_SIGNATURE_CHARACTERS)) {
                return new Group(members, due, true);
            }
            members.add(contribution);
            due = Math.min(due, row.dueMillis());
        }
        return new Group(members, due, members.size() == MAX_BATCH);
    }

    private void send(Group group) {
        List<Contribution> members = group.members();
        if (members.size() == 1) {
            database.write(tx -> bringAlone(tx, members.getFirst().id()));
            return;
        }
        String key = "contributions/" + members.getFirst().id() + "-"
                + members.getLast().id();
        database.write(tx -> {
            outbox.enqueue(tx, key, address, together(tx, members), BigInteger.ZERO);
            members.forEach(member -> BatchTable.bring(tx, member.id(), key));
        });
        follow(key, members.getFirst().id());
    }

    private String together(Handle tx, List<Contribution> members) {
        Contribution first = members.getFirst();
        return registry.recordContributions(
                        token(tx, first),
                        Hex.parse(first.termsDigest()),
                        members.stream()
                                .map(each -> new DatanetRegistry.SignedContribution(
                                        each.contributor(),
                                        Hex.parse(each.root().orElseThrow()),
                                        BigInteger.valueOf(each.rows()),
                                        new BigInteger(each.nonce()),
                                        BigInteger.valueOf(each.deadlineSeconds()),
                                        Hex.parsePrefixed(each.signature().orElseThrow())))
                                .toList())
                .encodeFunctionCall();
    }

    private void bringAlone(Handle tx, long id) {
        Contribution contribution = ContributionTable.require(tx, id);
        outbox.enqueue(tx, single(id), address, alone(tx, contribution), BigInteger.ZERO);
        BatchTable.bring(tx, id, single(id));
        tx.afterCommit(() -> follow(single(id), id));
    }

    private String alone(Handle tx, Contribution contribution) {
        return registry.recordContribution(
                        token(tx, contribution),
                        contribution.contributor(),
                        Hex.parse(contribution.root().orElseThrow()),
                        BigInteger.valueOf(contribution.rows()),
                        Hex.parse(contribution.termsDigest()),
                        new BigInteger(contribution.nonce()),
                        BigInteger.valueOf(contribution.deadlineSeconds()),
                        Hex.parsePrefixed(contribution.signature().orElseThrow()))
                .encodeFunctionCall();
    }

    private static BigInteger token(Handle tx, Contribution contribution) {
        return new BigInteger(DatanetTable.find(tx, contribution.datanet())
                .flatMap(DatanetTable.Row::token)
                .orElseThrow(() -> new IllegalStateException(
                        "contribution " + contribution.id() + " is signed, and its Datanet is not on chain")));
    }

    /** @param first one of those that the transaction brings */
    private void follow(String key, long first) {
        boolean isSingle = key.equals(single(first));
        watch.follow(
                key,
                (tx, _) -> (isSingle ? List.of(first) : BatchTable.broughtBy(tx, key))
                        .forEach(id -> Confirmations.contributionRecorded(tx, id)),
                (tx, why) -> {
                    if (isSingle) {
                        Confirmations.contributionRefused(tx, first, why);
                    } else {
                        BatchTable.broughtBy(tx, key).forEach(id -> bringAlone(tx, id));
                    }
                });
    }

    private static String single(long contribution) {
        return "contribution/" + contribution;
    }

    @Override
    public void close() {
        loop.close();
    }
}
