package org.openledger.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.AdapterFiles;
import org.openledger.answer.ServedModel;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.receipt.Attributable;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.Model;
import org.openledger.registry.Origin;
import org.openledger.serve.AdaptersInUseException;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServeException;
import org.openledger.serve.ServingEngine;
import org.openledger.store.LocalDisk;

/**
 * What many adapters on one base cost: the first token of one that is not in memory, memory of those that are registered and of
 * those in use, and loading and unloading under traffic. Adapters are drawn at random, of rank 16 on all seven matrices.
 */
public final class ServeBench {
    private static final double DEVIATION = 0.01;
    private static final int FILES = 96;
    private static final int ACTIVE = 64;
    private static final int REGISTERED = 10_000;
    private static final int CHURN_ROUNDS = 1_000;
    private static final int CHURN_CLIENTS = 4;
    private static final int REPEATS = 3;
    private static final double P95 = 0.95;
    private static final long MEGABYTE = 1 << 20;

    private static final double MOST_COLD_MILLIS = 20;
    private static final double MOST_REGISTERED_BYTES = 4_096;
    private static final double MOST_BESIDE_ACTIVE_MEGABYTES = 40;
    private static final double MOST_LEFT_PART = 0.1;

    private final BaseModel base;
    private final Path folder;
    private final Consumer<String> stage;
    private final List<Model> models = new ArrayList<>();
    private final int[] prompt;
    private final AdapterTiers tiers = AdapterTiers.ofThisDisk(new LocalDisk());

    /** @param folder an empty one, for the adapters' files */
    public ServeBench(BaseModel base, Path folder, Consumer<String> stage) {
        this.base = base;
        this.folder = folder;
        this.stage = stage;
        this.prompt = base.tokenizer().encode("Why is bread better when the dough has rested for a night?");
    }

    private void write() throws IOException {
        stage.accept("writing " + FILES + " adapters");
        for (int i = 0; i < FILES; i++) {
            models.add(written(i));
        }
    }

    /** So many minutes under load, while adapters come and go; there is memory for those that are asked and a few. */
    public List<ServeLine> soak(long minutes) throws IOException {
        write();
        stage.accept(minutes + " minutes under load");
        int asked = FILES / 2;
        try (ServingEngine engine = open((asked + REPEATS) * bytesOfOne())) {
            models.subList(0, asked).forEach(model -> register(engine, model));
            return new Soak(traffic(engine), asked, FILES - asked).run(60 * minutes);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Soak.Traffic traffic(ServingEngine engine) {
        return new Soak.Traffic() {
            @Override
            public void ask(int number, int tokens) {
                engine.submit(request(models.get(number).name(), tokens)).answer();
            }

            @Override
            public void toggle(int number) {
                String name = models.get(number).name();
                if (!engine.unregister(name)) {
                    register(engine, models.get(number));
                    engine.prefetch(name);
                }
            }

            @Override
            public long residentBytes() throws IOException {
                return resident();
            }
        };
    }

    public List<ServeLine> measure() throws IOException {
        write();
        List<ServeLine> lines = new ArrayList<>();
        lines.add(cold());
        lines.addAll(memory());
        lines.add(churn());
        return lines;
    }

    private Model written(int number) throws IOException {
        Path out = Files.createDirectories(folder.resolve("adapter-" + number));
        try (Adapter adapter = RandomAdapters.of(base.config(), number, DEVIATION)) {
            adapter.save(out);
            return model("bench-" + number, out, adapter.digest());
        }
    }

    private ServedModel served(Model model) {
        return ServedModel.of(model, "base", Optional.empty(), tiers);
    }

    /** As a node knows a registered model. */
    private Model model(String name, Path adapter, String digest) {
        return new Model(
                name,
                name,
                1,
                Origin.BROUGHT,
                "0x" + "0".repeat(40),
                Optional.of("1"),
                Optional.empty(),
                base.digest(),
                digest,
                base.tokenizer().digest(),
                List.of(),
                Optional.of("Apache-2.0"),
                Optional.empty(),
                adapter,
                adapter.resolveSibling("spans.index"),
                digest,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private ServingEngine open(long adapterBytes) {
        Limits small = Limits.SMALL;
        return ServingEngine.open(
                base,
                new Limits(
                        small.batchRows(),
                        ACTIVE + small.waitingRequests(),
                        small.contextTokens(),
                        small.prefillTokens(),
                        adapterBytes));
    }

    private void register(ServingEngine engine, Model model) {
        AdapterFiles files = served(model).adapter();
        engine.register(model.name(), () -> files.load(base));
    }

    /** What a cold adapter adds to the first token, beside the same adapter warm right after. */
    private ServeLine cold() {
        stage.accept("the first token of a cold adapter");
        List<Double> added = new ArrayList<>();
        try (ServingEngine engine = open(REPEATS * bytesOfOne())) {
            models.forEach(model -> register(engine, model));
            firstTokenMillis(engine, null);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                for (Model model : models) {
                    double cold = firstTokenMillis(engine, model.name());
                    added.add(cold - firstTokenMillis(engine, model.name()));
                }
            }
        }
        double[] sorted =
                added.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new ServeLine(
                "cold adapter added to the first token, p95 of " + sorted.length,
                sorted[(int) (P95 * (sorted.length - 1))],
                "ms",
                MOST_COLD_MILLIS);
    }

    private double firstTokenMillis(ServingEngine engine, @Nullable String adapter) {
        long start = System.nanoTime();
        engine.submit(request(adapter, 1)).answer();
        return (System.nanoTime() - start) / 1e6;
    }

    private GenerationRequest request(@Nullable String adapter, int tokens) {
        return new GenerationRequest(adapter, prompt, tokens, 0, 1, List.of(), 0);
    }

    private long bytesOfOne() {
        try (Adapter one = served(models.getFirst()).adapter().load(base)) {
            return one.bytes();
        }
    }

    /** Registered ones that were never asked, then some in use, then none. */
    private List<ServeLine> memory() throws IOException {
        stage.accept("memory of " + REGISTERED + " registered adapters");
        long one = bytesOfOne();
        List<ServeLine> lines = new ArrayList<>();
        try (ServingEngine engine = open((ACTIVE + REPEATS) * one)) {
            warm(engine);
            long before = residentBytes();
            long heap = heapBytes();
            Map<String, Attributable> registered = new HashMap<>();
            for (int i = 0; i < REGISTERED; i++) {
                Model model = i < FILES
                        ? models.get(i)
                        : model("bench-" + i, folder.resolve("adapter-" + i), "%064x".formatted(i));
                registered.put(model.name(), Attributable.of(model, served(model), base));
                register(engine, model);
            }
            lines.add(new ServeLine(
                    "one registered adapter that nobody asks",
                    (double) (heapBytes() - heap) / REGISTERED,
                    "B",
                    MOST_REGISTERED_BYTES));
            long empty = residentBytes();
            for (Model model : models.subList(0, ACTIVE)) {
                engine.submit(request(model.name(), 1)).answer();
            }
            long active = residentBytes();
            lines.add(new ServeLine(
                    ACTIVE + " of " + REGISTERED + " in use, resident beside their " + ACTIVE * one / MEGABYTE + " MB",
                    (double) (active - before - ACTIVE * one) / MEGABYTE,
                    "MB",
                    MOST_BESIDE_ACTIVE_MEGABYTES));
            registered.keySet().forEach(engine::unregister);
            engine.submit(request(null, 1)).answer();
            sleep();
            engine.submit(request(null, 1)).answer();
            lines.add(new ServeLine(
                    "of that, resident after all are unloaded",
                    Math.max(0, (double) (residentBytes() - empty) / (ACTIVE * one)),
                    "of their bytes",
                    MOST_LEFT_PART));
        }
        return lines;
    }

    /** What any engine takes when it first has an adapter. */
    private void warm(ServingEngine engine) {
        register(engine, models.getLast());
        for (int i = 0; i < 2 * REPEATS; i++) {
            engine.submit(request(models.getLast().name(), 2)).answer();
            engine.submit(request(null, 2)).answer();
        }
        engine.unregister(models.getLast().name());
        sleep();
    }

    private static void sleep() {
        try {
            Thread.sleep(1_500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long heapBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The same after the heap is swept. */
    private static long residentBytes() throws IOException {
        System.gc();
        return resident();
    }

    /** Of this process, as Linux counts it. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** One name is loaded and unloaded while others ask it: what goes wrong. */
    private ServeLine churn() {
        stage.accept(CHURN_ROUNDS + " loads and unloads under traffic");
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong wrong = new AtomicLong();
        try (ServingEngine engine = open(8 * bytesOfOne())) {
            register(engine, models.getFirst());
            String name = models.getFirst().name();
            int[] expected = engine.submit(request(name, 4)).answer().ids();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CHURN_CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> {
                    while (!over.get()) {
                        try {
                            int[] answer =
                                    engine.submit(request(name, 4)).answer().ids();
                            wrong.addAndGet(Arrays.equals(answer, expected) ? 0 : 1);
                        } catch (ServeException | AdaptersInUseException gone) {
                            Thread.onSpinWait();
                        }
                    }
                }));
            }
            for (int round = 0; round < CHURN_ROUNDS; round++) {
                engine.unregister(name);
                register(engine, models.getFirst());
                engine.prefetch(name);
            }
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new ServeLine(
                "wrong answers in " + CHURN_ROUNDS + " loads and unloads of one name", wrong.get(), "answers", 0);
    }
}
