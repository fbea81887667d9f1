package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;

/** Which adapters are in memory, and that a text keeps the one it was given. */
@Tag("unit")
@Timeout(60)
final class ResidentAdaptersTest {
    @TempDir
    static Path folder;

    private static BaseModel base;
    private static long bytes;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(folder, 1);
        try (Adapter one = TinyModel.adapter(base.config(), 0)) {
            bytes = one.bytes();
        }
    }

    @AfterAll
    static void close() {
        base.close();
    }

    private static AdapterSource counting(long seed, AtomicInteger loads) {
        return () -> {
            loads.incrementAndGet();
            return TinyModel.adapter(base.config(), seed);
        };
    }

    @Test
    void thoseNotUsedForLongestLeaveFirstAndComeBack() {
        ResidentAdapters adapters = new ResidentAdapters(2 * bytes);
        AtomicInteger loads = new AtomicInteger();
        for (String name : List.of("a", "b", "c")) {
            adapters.register(name, counting(name.charAt(0), loads));
        }
        assertThat(adapters.residents()).isZero();
        adapters.hold("a").letGo();
        adapters.hold("b").letGo();
        adapters.hold("a").letGo();
        assertThat(loads).hasValue(2);
        adapters.hold("c").letGo();
        assertThat(adapters.residents()).isEqualTo(2);
        assertThat(adapters.residentBytes()).isEqualTo(2 * bytes);
        adapters.hold("a").letGo();
        assertThat(loads).hasValue(3);
        adapters.hold("b").letGo();
        assertThat(loads).hasValue(4);
        adapters.clear();
        assertThat(adapters.residentBytes()).isZero();
    }

    @Test
    void whatIsInUseNeverLeavesAndRefusesOthersTheirRoom() {
        ResidentAdapters adapters = new ResidentAdapters(bytes);
        adapters.register("a", () -> TinyModel.adapter(base.config(), 1));
        adapters.register("b", () -> TinyModel.adapter(base.config(), 2));
        LoadedAdapter used = adapters.hold("a");
        assertThatThrownBy(() -> adapters.hold("b")).isInstanceOf(AdaptersInUseException.class);
        assertThat(used.adapter().factors(0, Projection.QUERY).a().numel()).isPositive();
        used.letGo();
        adapters.hold("b").letGo();
        assertThat(adapters.residents()).isEqualTo(1);
        adapters.clear();
    }

    @Test
    void oneThatIsLargerThanAllRoomIsStillServedAlone() {
        ResidentAdapters adapters = new ResidentAdapters(1);
        adapters.register("a", () -> TinyModel.adapter(base.config(), 1));
        adapters.hold("a").letGo();
        assertThat(adapters.residents()).isEqualTo(1);
        adapters.clear();
    }

    @Test
    void whoeverNeedsItAtOnceHasItReadOnce() throws Exception {
        ResidentAdapters adapters = new ResidentAdapters(4 * bytes);
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        adapters.register("a", () -> {
            await(asked);
            return counting(1, loads).load();
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<LoadedAdapter>> held = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                held.add(threads.submit(() -> adapters.hold("a")));
            }
            asked.countDown();
            LoadedAdapter first = held.getFirst().get();
            for (Future<LoadedAdapter> each : held) {
                assertThat(each.get()).isSameAs(first);
                each.get().letGo();
            }
        }
        assertThat(loads).hasValue(1);
        adapters.clear();
    }

    @Test
    void oneThatCannotBeReadIsToldToAllAndTriedAgain() {
        ResidentAdapters adapters = new ResidentAdapters(bytes);
        AtomicInteger tries = new AtomicInteger();
        adapters.register("a", () -> {
            if (tries.getAndIncrement() == 0) {
                throw new ServeException("its disk is gone");
            }
            return TinyModel.adapter(base.config(), 1);
        });
        assertThatThrownBy(() -> adapters.hold("a")).hasMessageContaining("its disk is gone");
        adapters.hold("a").letGo();
        assertThatThrownBy(() -> adapters.hold("b")).hasMessageContaining("no adapter named b");
        adapters.clear();
    }

    /** A thousand loads and unloads of one name while others use it: each has the adapter of the name's moment, whole. */
    @Test
    void aNameIsReplacedAThousandTimesUnderTraffic() throws Exception {
        long seed = System.nanoTime();
        ResidentAdapters adapters = new ResidentAdapters(2 * bytes);
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        adapters.register("a", () -> TinyModel.adapter(base.config(), 0));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> traffic = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                traffic.add(threads.submit(() -> {
                    while (over.getCount() > 0) {
                        try {
                            LoadedAdapter held = adapters.hold("a");
                            if (held.adapter().bytes() != bytes) {
                                wrong.incrementAndGet();
                            }
                            held.letGo();
                            answered.incrementAndGet();
                        } catch (ServeException | AdaptersInUseException expected) {
                            Thread.onSpinWait();
                        }
                    }
                }));
            }
            Random random = new Random(seed);
            for (int round = 0; round < 1_000; round++) {
                if (random.nextBoolean()) {
                    adapters.unregister("a");
                }
                long content = round;
                adapters.register("a", () -> TinyModel.adapter(base.config(), content));
            }
            over.countDown();
            for (Future<?> each : traffic) {
                each.get();
            }
        }
        assertThat(wrong).hasValue(0);
        assertThat(answered.get()).as("seed %d", seed).isPositive();
        adapters.clear();
        assertThat(adapters.residentBytes()).isZero();
        assertThat(adapters.residents()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
