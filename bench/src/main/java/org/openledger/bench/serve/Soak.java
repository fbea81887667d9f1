package org.openledger.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openledger.serve.AdaptersInUseException;
import org.openledger.serve.OverloadedException;
import org.openledger.serve.ServeException;

/**
 * An engine of whose rows seventy of a hundred answer, while each second an adapter is loaded or unloaded: whether memory grows, and what goes
 * wrong. As many clients as a batch has rows ask; each rests for three tenths of its time, which is measured, so that the load is the same
 * however fast the machine is just then.
 */
final class Soak {
    private static final double LOAD = 0.7;
    private static final int CLIENTS = 16;
    private static final int MOST_TOKENS = 32;
    private static final long SECOND_NANOS = 1_000_000_000;
    /** Of the run, whose memory is not looked at: adapters and caches fill. */
    private static final double WARM = 0.2;

    private static final int BLOCKS = 8;
    /** Student's t of 97.5 % with two degrees fewer than there are blocks. */
    private static final double T = 2.447;

    private static final double HOUR_SECONDS = 3_600;
    private static final long SEED = 11;

    private final Traffic traffic;
    private final int always;
    private final int toggled;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Integer> reasons = new ConcurrentHashMap<>();

    /** What is done to the engine. */
    interface Traffic {
        /** Asks the adapter of that number for so many tokens, and waits. */
        void ask(int number, int tokens);

        /** Unloads the adapter of that number, or loads it where it is not. */
        void toggle(int number);

        /** Of this process. */
        long residentBytes() throws IOException;
    }

    /**
     * @param always so many models, from 0 on, are always there
     * @param toggled so many after them come and go
     */
    Soak(Traffic traffic, int always, int toggled) {
        this.traffic = traffic;
        this.always = always;
        this.toggled = toggled;
    }

    List<ServeLine> run(long seconds) throws IOException, InterruptedException {
        List<Double> megabytes = new ArrayList<>();
        Random random = new Random(SEED);
        long start = System.nanoTime();
        long end = start + seconds * SECOND_NANOS;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random own = new Random(random.nextLong());
                asking.add(clients.submit(() -> askUntil(end, own)));
            }
            for (long second = 0; second < seconds; second++) {
                megabytes.add(traffic.residentBytes() / (double) (1 << 20));
                int changed = always + random.nextInt(toggled);
                counted(() -> traffic.toggle(changed));
                restUntil(start + (second + 1) * SECOND_NANOS);
            }
            for (Future<?> client : asking) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        }
        List<ServeLine> lines = new ArrayList<>();
        String run = "%d min at %.1f answers a second".formatted(seconds / 60, answered.get() / (double) seconds);
        lines.add(new ServeLine(
                "soak, " + run + ": acts that failed" + (reasons.isEmpty() ? "" : " " + reasons),
                failed.get(),
                "acts",
                0));
        lines.addAll(growth(megabytes));
        return lines;
    }

    private @Nullable Void askUntil(long end, Random random) throws InterruptedException {
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            int model = random.nextInt(always);
            counted(() -> {
                traffic.ask(model, 1 + random.nextInt(MOST_TOKENS));
                answered.incrementAndGet();
            });
            long now = System.nanoTime();
            restUntil(now + (long) ((now - begin) * (1 / LOAD - 1)));
        }
        return null;
    }

    private static void restUntil(long nanos) throws InterruptedException {
        long rest = nanos - System.nanoTime();
        if (rest > 0) {
            Thread.sleep(Duration.ofNanos(rest));
        }
    }

    private void counted(Runnable act) {
        try {
            act.run();
        } catch (ServeException | AdaptersInUseException | OverloadedException wrong) {
            failed.incrementAndGet();
            reasons.merge(wrong.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    /** The slope of the means of some blocks, which depend little on each other, and what of it is beyond chance. */
    private static List<ServeLine> growth(List<Double> megabytes) {
        List<Double> warm = megabytes.subList((int) (WARM * megabytes.size()), megabytes.size());
        int size = warm.size() / BLOCKS;
        double[] means = IntStream.range(0, BLOCKS)
                .mapToDouble(block -> warm.subList(block * size, (block + 1) * size).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow())
                .toArray();
        double centre = (BLOCKS - 1) / 2.0;
        double mean = IntStream.range(0, BLOCKS).mapToDouble(i -> means[i]).sum() / BLOCKS;
        double spread = IntStream.range(0, BLOCKS)
                .mapToDouble(i -> (i - centre) * (i - centre))
                .sum();
        double slope = IntStream.range(0, BLOCKS)
                        .mapToDouble(i -> (i - centre) * (means[i] - mean))
                        .sum()
                / spread;
        double left = IntStream.range(0, BLOCKS)
                .mapToDouble(i -> means[i] - mean - slope * (i - centre))
                .map(off -> off * off)
                .sum();
        double margin = T * Math.sqrt(left / (BLOCKS - 2) / spread);
        double hourly = HOUR_SECONDS / size;
        String name = "soak, memory: %.0f MB resident, slope %+.1f ± %.1f MB an hour; of it beyond chance"
                .formatted(mean, slope * hourly, margin * hourly);
        return List.of(new ServeLine(name, Math.max(0, slope - margin) * hourly, "MB an hour", 0));
    }
}
