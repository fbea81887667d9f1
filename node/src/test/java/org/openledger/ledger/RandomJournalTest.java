package org.openledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.PostgresServer;

/** Thousands of random operations against the journal and a model of it in memory; both must agree at every step. */
@Tag("integration")
final class RandomJournalTest {
    private static final int OPERATIONS = 3_000;
    private static final int OPERATIONS_PER_TRANSACTION = 20;

    @TempDir
    Path folder;

    private final Journal journal = new Journal();
    private final Holds holds = new Holds(journal);

    @Test
    void randomOperationsConserveTheTotalOnSqlite() {
        try (Database database = MigratedDatabase.open(folder)) {
            run(database, OPERATIONS);
        }
    }

    @Test
    void randomOperationsConserveTheTotalOnPostgres() {
        try (Database database = Database.open(PostgresServer.migratedDatabaseUrl())) {
            run(database, OPERATIONS / 4);
        }
    }

    private void run(Database database, int operations) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RandomJournalTest seed " + seed + " (repeat with -Dseed=" + seed + ")");
        Model model = new Model(new Random(seed));
        for (int done = 0; done < operations; done += OPERATIONS_PER_TRANSACTION) {
            model.transaction(database);
        }
        database.read(handle -> {
            Balances replayed = new LedgerCheck(journal).replay(handle);
            assertThat(replayed.total()).isZero();
            assertThat(replayed.all()).isEqualTo(model.balances.all());
            assertThat(new LedgerCheck(journal).fsck(handle)).isEmpty();
            return replayed;
        });
        assertThat(model.refused).as("refused operations").isPositive();
        assertThat(model.rolledBack).as("rolled back transactions").isPositive();
    }

    /** The same rules in a few maps; a rolled-back transaction restores the copies made before it. */
    private final class Model {
        private final Random random;
        private final List<LedgerAccount> payers = new ArrayList<>();
        private final List<LedgerAccount> payees = new ArrayList<>();
        private Balances balances = new Balances();
        private Map<String, Hold> held = new LinkedHashMap<>();
        private List<Entry> posted = new ArrayList<>();
        private int sequence;
        private int refused;
        private int rolledBack;

        Model(Random random) {
            this.random = random;
            for (int owner = 0; owner < 5; owner++) {
                payers.add(LedgerAccount.payer("0x" + Integer.toString(owner).repeat(40)));
                payees.add(
                        LedgerAccount.contributor("0x" + Integer.toString(owner).repeat(40)));
            }
            payees.addAll(List.of(
                    LedgerAccount.TREASURY,
                    LedgerAccount.STAKERS,
                    LedgerAccount.commons("1"),
                    LedgerAccount.waiting("0x" + "9".repeat(40))));
        }

        void transaction(Database database) {
            List<Entry> postedBefore = new ArrayList<>(posted);
            Map<String, Hold> heldBefore = new LinkedHashMap<>(held);
            boolean fail = random.nextInt(5) == 0;
            try {
                database.write(handle -> {
                    for (int operation = 0; operation < OPERATIONS_PER_TRANSACTION; operation++) {
                        step(handle);
                    }
                    if (fail) {
                        throw new Rollback();
                    }
                });
            } catch (Rollback rollback) {
                rolledBack++;
                posted = postedBefore;
                held = heldBefore;
                balances = new Balances();
                posted.forEach(balances::apply);
            }
        }

        private void step(Handle handle) {
            switch (random.nextInt(8)) {
                case 0 -> post(handle, deposit());
                case 1, 2 -> reserve(handle);
                case 3, 4 -> consume(handle);
                case 5 -> release(handle);
                case 6 -> repeat(handle);
                default -> post(handle, withdrawal());
            }
        }

        private Entry deposit() {
            long gwei = 1L + random.nextInt(1_000);
            return entry(new Posting(any(payers), gwei), new Posting(LedgerAccount.ESCROW, -gwei));
        }

        private Entry withdrawal() {
            long gwei = 1L + random.nextInt(1_000);
            LedgerAccount account = random.nextBoolean() ? any(payers) : any(payees);
            return entry(new Posting(LedgerAccount.ESCROW, gwei), new Posting(account, -gwei));
        }

        private void post(Handle handle, Entry entry) {
            boolean allowed = affordable(entry);
            assertThat(accepted(() -> journal.post(handle, entry))).isEqualTo(allowed);
            if (allowed) {
                record(entry);
            }
        }

        private void repeat(Handle handle) {
            if (!posted.isEmpty()) {
                Entry entry = any(posted);
                journal.post(handle, entry);
                Entry other = new Entry(
                        entry.id(), entry.timeMillis() + 1, entry.kind(), entry.reference(), entry.postings());
                assertThat(accepted(() -> journal.post(handle, other))).isFalse();
            }
        }

        private void reserve(Handle handle) {
            Hold hold = new Hold("h" + sequence++, any(payers), 1L + random.nextInt(300), sequence);
            boolean allowed = balances.of(hold.account()) - heldOf(hold.account()) >= hold.gwei();
            assertThat(holds.reserve(handle, hold) instanceof Reservation.Held).isEqualTo(allowed);
            if (allowed) {
                held.put(hold.id(), hold);
            } else {
                refused++;
            }
        }

        private void consume(Handle handle) {
            if (held.isEmpty()) {
                return;
            }
            Hold hold = any(new ArrayList<>(held.values()));
            Entry entry = charge(hold.account(), 1 + random.nextLong(hold.gwei() + hold.gwei() / 4 + 1));
            long taken = -entry.postings().getFirst().gwei();
            boolean allowed = taken <= hold.gwei();
            assertThat(accepted(() -> holds.consume(handle, hold.id(), entry))).isEqualTo(allowed);
            if (allowed) {
                held.remove(hold.id());
                record(entry);
            }
        }

        private Entry charge(LedgerAccount payer, long gwei) {
            long first = random.nextLong(gwei + 1);
            List<Posting> postings = new ArrayList<>(List.of(new Posting(payer, -gwei)));
            if (first > 0) {
                postings.add(new Posting(payees.get(0), first));
            }
            if (gwei > first) {
                postings.add(new Posting(payees.get(1 + random.nextInt(payees.size() - 1)), gwei - first));
            }
            return entry(postings.toArray(Posting[]::new));
        }

        private void release(Handle handle) {
            String id = held.isEmpty() ? "none" : any(new ArrayList<>(held.keySet()));
            assertThat(holds.release(handle, id)).isEqualTo(held.remove(id) != null);
        }

        private boolean accepted(Runnable operation) {
            try {
                operation.run();
                return true;
            } catch (LedgerException refusal) {
                refused++;
                return false;
            }
        }

        private boolean affordable(Entry entry) {
            return entry.postings().stream().allMatch(posting -> {
                long after = balances.of(posting.account()) + posting.gwei();
                return posting.account().asset()
                        ? after <= 0
                        : posting.gwei() > 0 || after >= heldOf(posting.account());
            });
        }

        private long heldOf(LedgerAccount account) {
            return held.values().stream()
                    .filter(hold -> hold.account().equals(account))
                    .mapToLong(Hold::gwei)
                    .sum();
        }

        private void record(Entry entry) {
            balances.apply(entry);
            posted.add(entry);
        }

        private Entry entry(Posting... postings) {
            String id = "e" + sequence++;
            return new Entry(id, sequence, "random", "step-" + id, List.of(postings));
        }

        private <T> T any(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }

    private static final class Rollback extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
