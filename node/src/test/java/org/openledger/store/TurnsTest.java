package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.seal.SealCheck;
import org.openledger.store.seal.SealKey;

/** Works of many threads in shared transactions: each as if it were alone. */
@Tag("unit")
class TurnsTest {
    private static final int WORKS = 400;

    @TempDir
    Path folder;

    String url() {
        return Database.urlIn(folder);
    }

    private static void insert(Handle tx, String name) {
        tx.createUpdate("INSERT INTO setting (name, value) VALUES (:name, 'kept')")
                .bind("name", name)
                .execute();
    }

    private static List<String> names(Database database) {
        return database.read(handle -> handle.createQuery("SELECT name FROM setting WHERE value = 'kept' ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    /** Whoever writes alone keeps the others waiting, until all of them have come. */
    private static List<Future<String>> queued(Database database, ExecutorService threads, List<HandleWork> works)
            throws InterruptedException {
        List<Future<String>> queued = new ArrayList<>();
        database.write(_ -> {
            for (HandleWork work : works) {
                queued.add(threads.submit(() -> database.together(work::run)));
            }
            Thread.sleep(300);
        });
        return queued;
    }

    private interface HandleWork {
        String run(Handle tx);
    }

    @Test
    void thoseWhoWaitShareATransaction() throws Exception {
        try (Database database = Database.open(url());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<Long> by = ConcurrentHashMap.newKeySet();
            List<HandleWork> works = Collections.nCopies(20, tx -> {
                by.add(Thread.currentThread().threadId());
                insert(tx, "by " + names(database).size() + " " + System.nanoTime());
                return "done";
            });
            for (Future<String> each : queued(database, threads, works)) {
                assertThat(each.get()).isEqualTo("done");
            }
            assertThat(names(database)).hasSize(works.size()).allMatch(name -> name.matches("by [01] .*"));
            assertThat(by).as("threads that led").hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aWorkThatFailsTakesNothingFromOthersAndLeavesNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("TurnsTest seed " + seed);
        Random random = new Random(seed);
        List<Boolean> fails = random.doubles(WORKS).mapToObj(draw -> draw < 0.3).toList();
        List<Database.Companion> companions = new ArrayList<>();
        SealKey key = new SealKey(new byte[32]);
        try (Database database = Database.open(url());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.seal(key, Set.of("shingle_run", "shingle_block"), 1);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < WORKS; i++) {
                int number = i;
                Database.Companion companion = new Database.Companion(tx -> insert(tx, "companion " + number));
                companions.add(companion);
                all.add(threads.submit(() -> Database.accompanied(
                        companion,
                        () -> database.together(tx -> {
                            insert(tx, "work " + number);
                            if (fails.get(number)) {
                                throw new IllegalStateException("no " + number);
                            }
                            return number;
                        }))));
            }
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < WORKS; i++) {
                Future<Integer> each = all.get(i);
                if (fails.get(i)) {
                    assertThatThrownBy(each::get)
                            .hasCauseInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("no " + i);
                } else {
                    assertThat(each.get()).isEqualTo(i);
                    kept.addAll(List.of("work " + i, "companion " + i));
                }
                assertThat(companions.get(i).written()).isEqualTo(!fails.get(i));
            }
            assertThat(names(database)).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(database.read(new SealCheck(key, Set.of("shingle_run", "shingle_block"))::fsck))
                    .isEmpty();
        }
    }

    /** As SQLite does of itself where its disk is full. */
    @Test
    void aTransactionThatTheDatabaseGivesUpFailsForAllWhoShareIt() throws Exception {
        try (Database database = Database.open(url());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<HandleWork> works = List.of(
                    tx -> {
                        insert(tx, "before");
                        return "before";
                    },
                    tx -> {
                        tx.execute("ROLLBACK");
                        throw new IllegalStateException("given up");
                    },
                    tx -> {
                        insert(tx, "after");
                        return "after";
                    });
            List<String> told = new ArrayList<>();
            for (Future<String> each : queued(database, threads, works)) {
                try {
                    told.add(each.get());
                } catch (ExecutionException failed) {
                    assertThat(failed).hasMessageContaining("given up");
                }
            }
            assertThat(names(database)).as("what its caller was told of").containsExactlyInAnyOrderElementsOf(told);
            assertThat(told).hasSizeLessThan(works.size());
            String later = database.together(tx -> {
                insert(tx, "later");
                return "later";
            });
            assertThat(names(database)).contains(later);
        }
    }

    @Test
    void aWorkInsideATransactionWouldWaitForItself() {
        try (Database database = Database.open(url())) {
            for (boolean shared : new boolean[] {true, false}) {
                assertThatThrownBy(() -> database.together(_ -> shared
                                ? database.together(_ -> 1)
                                : database.<Integer, RuntimeException>transact(_ -> 1)))
                        .hasMessageContaining("already open on this thread");
            }
        }
    }
}
