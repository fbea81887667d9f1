package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("unit")
final class LoopTest {
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final BlockingQueue<Throwable> escaped = new ArrayBlockingQueue<>(8);

    @BeforeEach
    void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> escaped.add(failure));
    }

    @AfterEach
    void watchNoLonger() {
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    /** A failure that passes by itself. */
    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Loop loop(Loop.Step step) {
        return new Loop("tested", step, Loop.Retry.every(MOMENT).also(Away.class), LONG);
    }

    @Nested
    final class Rounds {
        @Test
        void followWithoutARestWhenTheStepSaysSo() throws InterruptedException {
            CountDownLatch rounds = new CountDownLatch(100);
            try (Loop _ = loop(() -> {
                        rounds.countDown();
                        return Duration.ZERO;
                    })
                    .start()) {
                assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        @Test
        void followAtOnceWhenTheLoopWasWokenDuringTheStep() throws InterruptedException {
            BlockingQueue<String> rounds = new LinkedBlockingQueue<>();
            CountDownLatch woken = new CountDownLatch(1);
            try (Loop loop = loop(() -> {
                        rounds.add("round");
                        woken.await();
                        return Loop.UNTIL_WOKEN;
                    })
                    .start()) {
                assertThat(rounds.poll(10, TimeUnit.SECONDS)).isNotNull();
                loop.wake();
                loop.wake();
                woken.countDown();
                assertThat(rounds.poll(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(rounds.poll(100, TimeUnit.MILLISECONDS))
                        .as("two wakes, one round")
                        .isNull();
            }
        }
    }

    @Nested
    final class Failures {
        @Test
        void thatPassAreTriedAgain() throws InterruptedException {
            List<RuntimeException> passing = List.of(
                    new Away(), new DiskFullException(new Away()), new DatabaseUnreachableException(new Away()));
            AtomicInteger tries = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(1);
            try (Loop _ = loop(() -> {
                        int tried = tries.getAndIncrement();
                        if (tried < passing.size()) {
                            throw passing.get(tried);
                        }
                        done.countDown();
                        return Loop.UNTIL_WOKEN;
                    })
                    .start()) {
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(tries).hasValue(passing.size() + 1);
            assertThat(escaped).isEmpty();
        }

        @Test
        void ofAnyOtherKindEndTheThread() throws InterruptedException {
            for (Throwable other : List.of(new IllegalStateException("defect"), new StackOverflowError())) {
                AtomicInteger tries = new AtomicInteger();
                try (Loop _ = loop(() -> {
                            tries.incrementAndGet();
                            if (other instanceof Error error) {
                                throw error;
                            }
                            throw (RuntimeException) other;
                        })
                        .start()) {
                    assertThat(escaped.poll(10, TimeUnit.SECONDS)).isSameAs(other);
                }
                assertThat(tries).hasValue(1);
            }
        }

        @Test
        void ofAnInterruptionThatNobodyAskedForEndTheThread() throws InterruptedException {
            try (Loop _ = loop(() -> {
                        throw new InterruptedException();
                    })
                    .start()) {
                assertThat(escaped.poll(10, TimeUnit.SECONDS)).hasMessageContaining("tested was interrupted");
            }
        }

        @Test
        void areFollowedByPausesThatDoubleUpToTheLongest() {
            Loop.Retry retry = Loop.Retry.doubling(Duration.ofMillis(500), Duration.ofSeconds(3))
                    .also(Away.class);
            assertThat(List.of(1, 2, 3, 4, 1_000_000).stream()
                            .map(failures -> retry.pauseAfter(failures).toMillis())
                            .toList())
                    .containsExactly(500L, 1_000L, 2_000L, 3_000L, 3_000L);
        }

        @Test
        void restEvenWhenTheLoopIsWoken() throws InterruptedException {
            BlockingQueue<Long> tries = new LinkedBlockingQueue<>();
            Loop.Retry retry = Loop.Retry.every(Duration.ofMillis(200)).also(Away.class);
            try (Loop loop = new Loop(
                            "tested",
                            () -> {
                                tries.add(System.nanoTime());
                                throw new Away();
                            },
                            retry,
                            LONG)
                    .start()) {
                long first = tries.take();
                loop.wake();
                assertThat(tries.take() - first).isGreaterThan(190_000_000);
            }
        }
    }

    @Nested
    final class Closing {
        @Test
        void endsARestAndAPause() {
            long started = System.nanoTime();
            Loop resting = loop(() -> Loop.UNTIL_WOKEN).start();
            Loop pausing = new Loop(
                            "tested",
                            () -> {
                                throw new Away();
                            },
                            Loop.Retry.every(LONG).also(Away.class),
                            LONG)
                    .start();
            resting.close();
            pausing.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONG.dividedBy(2));
        }

        @Test
        void waitsForTheStep() throws InterruptedException {
            AtomicBoolean ended = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(1);
            Loop loop = loop(() -> {
                        begun.countDown();
                        Thread.sleep(200);
                        ended.set(true);
                        return Duration.ZERO;
                    })
                    .start();
            begun.await();
            loop.close();
            assertThat(ended).isTrue();
        }

        @Test
        void interruptsAStepThatTakesLongerThanTheDrain() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            Loop loop = new Loop(
                            "tested",
                            () -> {
                                begun.countDown();
                                Thread.sleep(LONG);
                                return Duration.ZERO;
                            },
                            Loop.Retry.every(MOMENT),
                            Duration.ZERO)
                    .start();
            begun.await();
            loop.close();
            assertThat(escaped).isEmpty();
        }

        @Test
        void saysWhatAStepFailedOfUnlessItWasInterrupted() throws InterruptedException {
            assertThat(saidAfterInterrupting(e -> new IllegalStateException("interrupted while waiting", e)))
                    .isEmpty();
            assertThat(saidAfterInterrupting(_ -> new IllegalStateException("the table is damaged")))
                    .containsExactly("tested ended its last step early: "
                            + "java.lang.IllegalStateException: the table is damaged");
        }

        /** What is logged when a step that waits is interrupted by the close and fails as given. */
        private static List<String> saidAfterInterrupting(Function<InterruptedException, RuntimeException> failure)
                throws InterruptedException {
            Logger logger = (Logger) LoggerFactory.getLogger(Loop.class);
            ListAppender<ILoggingEvent> logged = new ListAppender<>();
            logged.start();
            logger.addAppender(logged);
            try {
                CountDownLatch begun = new CountDownLatch(1);
                Loop loop = new Loop(
                                "tested",
                                () -> {
                                    begun.countDown();
                                    try {
                                        Thread.sleep(LONG);
                                    } catch (InterruptedException e) {
                                        throw failure.apply(e);
                                    }
                                    return Duration.ZERO;
                                },
                                Loop.Retry.every(MOMENT),
                                Duration.ZERO)
                        .start();
                begun.await();
                loop.close();
            } finally {
                logger.detachAppender(logged);
            }
            return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }

        @Test
        void isNotAllowedToLeaveTheThreadRunning() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            AtomicBoolean let = new AtomicBoolean();
            Loop loop = new Loop(
                            "tested",
                            () -> {
                                begun.countDown();
                                while (!let.get()) {
                                    Thread.onSpinWait();
                                }
                                return Duration.ZERO;
                            },
                            Loop.Retry.every(MOMENT),
                            Duration.ZERO)
                    .start();
            begun.await();
            loop.close();
            let.set(true);
            assertThat(escaped.poll()).hasMessageContaining("tested did not stop within 5 s");
        }

        @Test
        void ofALoopThatNeverStartedDoesNothing() {
            loop(() -> Duration.ZERO).close();
        }
    }

    @Test
    void aTaskThatFailsInPassingRunsAgainBeforeLaterOnes() throws InterruptedException {
        List<String> done = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(1);
        try (TaskLoop tasks = new TaskLoop("tested", Loop.Retry.every(MOMENT).also(Away.class), LONG)) {
            tasks.execute(() -> {
                done.add("first");
                if (done.size() == 1) {
                    throw new Away();
                }
            });
            tasks.execute(() -> {
                done.add("second");
                all.countDown();
            });
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).containsExactly("first", "first", "second");
    }
}
