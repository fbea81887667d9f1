package org.openledger.factory.building;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.LedgerCheck;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;

/** Whatever comes of runs, an owner pays a registration at most what was set aside and what the registry took, once, and else nothing. */
@Tag("unit")
final class BuildingChargesTest {
    private static final String OPERATOR = "0x" + "0b".repeat(20);
    private static final String OWNER = "0x" + "0a".repeat(20);
    private static final int STEPS = 400;
    private static final int WALKS = 5;

    @TempDir
    Path folder;

    private final Journal journal = new Journal();
    private final Holds holds = new Holds(journal);
    private final SpendingLimits limits = new SpendingLimits();
    private final Charges charges = new Charges(holds, limits);
    private long feeGwei;
    private final BuildingCharges building = new BuildingCharges(charges, OPERATOR, _ -> feeGwei);
    private Database database;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        database.write(tx -> limits.set(tx, OWNER, Long.MAX_VALUE / 2, 1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What this test expects of a run. */
    private record Expected(long held, boolean bound) {}

    private static Expected of(Map<String, Expected> open, String run) {
        return Objects.requireNonNull(open.get(run));
    }

    @Test
    void nobodyPaysMoreThanWasSetAsideOrTaken() {
        for (int walk = 0; walk < WALKS; walk++) {
            long seed = Long.getLong("seed", 12_200) + walk;
            Random random = new Random(seed);
            Map<String, Expected> open = new HashMap<>();
            long paid = operatorHas();
            int refused = 0;
            int registered = 0;
            for (int step = 0; step < STEPS; step++) {
                String as = "seed " + seed + " step " + step;
                feeGwei = random.nextInt(50);
                List<String> runs = new ArrayList<>(open.keySet());
                String run = runs.isEmpty() ? "" : runs.get(random.nextInt(runs.size()));
                String sent = runs.stream()
                        .filter(each -> of(open, each).bound())
                        .findAny()
                        .orElse("");
                switch (random.nextInt(runs.isEmpty() ? 2 : sent.isEmpty() ? 5 : 7)) {
                    case 0 -> deposit(seed + "." + step, free() < 100 ? random.nextInt(200) : 0);
                    case 1 -> {
                        String id = String.format("%x%08x", walk, step);
                        int versions = 1 + random.nextInt(4);
                        if (feeGwei * versions > free()) {
                            refused++;
                            assertThatThrownBy(() -> hold(id, versions)).as(as).isInstanceOf(BuildingException.class);
                        } else {
                            hold(id, versions);
                            open.put(id, new Expected(feeGwei * versions, false));
                        }
                    }
                    case 2 -> { // the owner asks the deposit back
                        database.write(tx -> holds.all(tx).stream()
                                .filter(Charges::isPromise)
                                .forEach(hold -> holds.release(tx, hold.id())));
                        open.replaceAll((_, was) -> was.bound() ? was : new Expected(0, false));
                    }
                    case 3 -> {
                        Expected was = of(open, run);
                        boolean lost = !was.bound() && was.held() == 0 && noted(run);
                        if (lost) {
                            assertThatThrownBy(() -> database.write(tx -> building.send(tx, run)))
                                    .as(as)
                                    .isInstanceOf(BuildingException.class);
                        } else {
                            database.write(tx -> building.send(tx, run));
                            open.put(run, new Expected(was.held(), true));
                        }
                    }
                    case 4 -> { // the run ends; what is bound stays so
                        database.write(tx -> building.ended(tx, run));
                        if (!of(open, run).bound()) {
                            open.remove(run);
                        }
                    }
                    case 5 -> {
                        long took = random.nextInt(200);
                        paid += Math.min(took, of(open, sent).held());
                        open.remove(sent);
                        registered++;
                        database.write(tx -> building.paid(tx, sent, took, 1));
                        database.write(tx -> building.paid(tx, sent, took, 2)); // heard of again
                    }
                    default -> {
                        database.write(tx -> building.refused(tx, sent));
                        open.remove(sent);
                    }
                }
                assertThat(operatorHas()).as(as).isEqualTo(paid);
                assertThat(heldGwei())
                        .as(as)
                        .isEqualTo(
                                open.values().stream().mapToLong(Expected::held).sum());
            }
            open.keySet().forEach(run -> database.write(tx -> building.refused(tx, run)));
            assertThat(refused).isPositive();
            assertThat(registered).isPositive();
            assertThat(findings()).as("seed " + seed).isEmpty();
            assertThat(database.<List<Finding>, RuntimeException>read(new LedgerCheck(journal)::fsck))
                    .isEmpty();
        }
    }

    @Test
    void aChangedNoteOrEntryIsFound() {
        deposit("all", 1_000);
        feeGwei = 100;
        hold("0123456789abcdef", 2);
        database.write(tx -> building.send(tx, "0123456789abcdef"));
        database.write(tx -> building.paid(tx, "0123456789abcdef", 150, 1));
        hold("0123456789abcdee", 1);
        assertThat(findings()).isEmpty();
        for (String change : List.of(
                "UPDATE run_building_fee SET charged_gwei = 149 WHERE paid_gwei = 150",
                "UPDATE run_building_fee SET charged_gwei = NULL WHERE paid_gwei = 150",
                "UPDATE run_building_fee SET paid_gwei = 100 WHERE paid_gwei = 150",
                "UPDATE run_building_fee SET held_gwei = 149 WHERE paid_gwei = 150",
                "UPDATE run_building_fee SET held_gwei = 99 WHERE paid_gwei IS NULL",
                "UPDATE run_building_fee SET owner = 'somebody' WHERE paid_gwei IS NULL",
                "UPDATE run_building_fee SET charged_gwei = 1 WHERE paid_gwei IS NULL",
                "DELETE FROM run_building_fee WHERE paid_gwei = 150")) {
            assertThatThrownBy(() -> database.write(tx -> {
                        assertThat(tx.execute(change)).as(change).isEqualTo(1);
                        assertThat(BuildingCheck.fsck(tx, journal, OPERATOR))
                                .as(change)
                                .isNotEmpty();
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
        }
    }

    private void hold(String run, int versions) {
        database.write(tx -> {
            tx.execute(
                    "INSERT INTO run (id, sequence, name, owner, paid, royalty_bps, lora_rank, lora_alpha, steps, batch_rows,"
                            + " peak_rate, warmup_steps, max_tokens, seed, base_digest, state, cancelling, steps_done, steps_total,"
                            + " held_out_ppm, reward_gwei, failure, created_millis) VALUES (?, (SELECT coalesce(max(sequence), 0) + 1"
                            + " FROM run), ?, ?, 1, 0, 1, 1, 1, 1, 0.1, 1, 1, 1, 'b', 'TRAINING', 0, 0, 1, 0, 0, '', 1)",
                    run,
                    "run-" + run,
                    OWNER);
            building.hold(tx, run, OWNER, versions, 1);
        });
    }

    private boolean noted(String run) {
        return database.read(handle -> BuildingCharges.of(handle, run)).isPresent();
    }

    private void deposit(String id, long gwei) {
        if (gwei > 0) {
            database.write(tx -> journal.post(
                    tx,
                    new Entry(
                            "deposit:" + id,
                            1,
                            "deposit",
                            id,
                            List.of(
                                    new Posting(LedgerAccount.ESCROW, -gwei),
                                    new Posting(LedgerAccount.payer(OWNER), gwei)))));
        }
    }

    private long free() {
        return database.read(handle -> journal.available(handle, LedgerAccount.payer(OWNER)));
    }

    private long operatorHas() {
        return database.read(handle -> journal.balance(handle, new LedgerAccount("operator:" + OPERATOR)));
    }

    private long heldGwei() {
        return database.read((Handle handle) ->
                holds.all(handle).stream().mapToLong(hold -> hold.gwei()).sum());
    }

    private List<Finding> findings() {
        return database.read(handle -> BuildingCheck.fsck(handle, journal, OPERATOR));
    }
}
