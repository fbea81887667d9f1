package org.openledger.datanet.shingle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;
import org.openledger.store.StoreException;

/** Runs hold what was filed and not taken away, whatever was merged between. */
@Tag("unit")
class ShingleRunsTest {
    @TempDir
    Path folder;

    private Database database;

    Database open() {
        return Database.open(folder);
    }

    @BeforeEach
    void begin() {
        database = open();
    }

    @AfterEach
    void end() {
        database.close();
    }

    /** A model in memory does the same: every entry that it has is found, and no other. */
    @Test
    void whatIsFoundIsWhatWasFiledAndNotTakenAway() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Set<Filing> model = new HashSet<>();
        List<List<Filing>> lots = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(4) > 0 || lots.isEmpty()) {
                List<Filing> lot = new ArrayList<>();
                int count = 1 << random.nextInt(11);
                for (int i = 0; i < count; i++) {
                    long contribution = 1L + random.nextInt(3) + step;
                    lot.add(new Filing(
                            random.nextLong() >>> (Long.SIZE - Filing.KEY_BITS),
                            (contribution << 24) + random.nextInt(5000)));
                }
                lots.add(lot);
                model.addAll(lot);
                database.write(tx -> ShingleRuns.add(tx, lot));
            } else {
                List<Filing> lot = lots.remove(random.nextInt(lots.size()));
                List<Filing> gone = random.nextBoolean() ? lot : lot.subList(0, lot.size() / 2 + 1);
                gone.forEach(model::remove);
                database.write(tx -> ShingleRuns.delete(tx, gone));
            }
            ShingleRuns.State state = database.read(handle -> ShingleRuns.state(handle, _ -> true));
            assertThat(state).isEqualTo(new ShingleRuns.State(List.of(), 0, model.size()));
        }
        assertThat(database.<List<ShingleRun>, RuntimeException>read(ShingleRunTable::all))
                .hasSizeLessThan(20);
        long[] keys = model.stream().mapToLong(Filing::key).sorted().distinct().toArray();
        assertThat(database.<List<Filing>, RuntimeException>read(handle -> ShingleRuns.find(handle, keys)))
                .containsExactlyInAnyOrderElementsOf(model);
        long[] few = model.stream().mapToLong(Filing::key).limit(3).sorted().toArray();
        assertThat(database.<List<Filing>, RuntimeException>read(handle -> ShingleRuns.find(handle, few)))
                .hasSize(few.length);
        database.write(tx -> ShingleRuns.delete(tx, model));
        assertThat(database.<ShingleRuns.State, RuntimeException>read(handle -> ShingleRuns.state(handle, _ -> true)))
                .isEqualTo(new ShingleRuns.State(List.of(), 0, 0));
        assertThat(database.<List<ShingleRun>, RuntimeException>read(ShingleRunTable::all))
                .isEmpty();
    }

    @Test
    void theFirstRowsUnderAKeyAreKept() {
        for (long lot = 0; lot < 8; lot++) {
            List<Filing> filings = new ArrayList<>();
            for (long row = 0; row < 100; row++) {
                filings.add(new Filing(7, lot * 1000 + row));
            }
            database.write(tx -> ShingleRuns.add(tx, filings));
        }
        Map<Long, Long> kept = new TreeMap<>(
                database
                        .<List<Filing>, RuntimeException>read(handle -> ShingleRuns.find(handle, new long[] {7}))
                        .stream()
                        .collect(Collectors.groupingBy(each -> each.rowId() / 1000, Collectors.counting())));
        assertThat(kept.get(0L)).isEqualTo(ShingleRuns.MAX_ROWS);
        assertThat(kept.values().stream().mapToLong(Long::longValue).sum())
                .isLessThanOrEqualTo(4L * ShingleRuns.MAX_ROWS);
    }

    @Test
    void aDamagedBlockIsNamedAndNotRead() {
        database.write(tx -> ShingleRuns.add(tx, List.of(new Filing(5, 1), new Filing(9, 2))));
        database.write(tx -> tx.createUpdate("UPDATE shingle_block SET entries = :bytes")
                .bind("bytes", new byte[] {1, 1, -1})
                .execute());
        assertThat(database.<ShingleRuns.State, RuntimeException>read(handle -> ShingleRuns.state(handle, _ -> true))
                        .damaged())
                .containsExactly(1L);
        assertThatThrownBy(() -> database.read(handle -> ShingleRuns.find(handle, new long[] {5})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fsck --repair");
    }
}
