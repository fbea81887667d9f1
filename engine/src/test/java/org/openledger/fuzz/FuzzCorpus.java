package org.openledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The inputs of a fuzz target, a class with {@code fuzzerTestOneInput(byte[])} that throws what it must not: sound ones, and those
 * that once found something. What takes longer than an input may, such as to load a library, is done by its
 * {@code fuzzerInitialize()}. They are the files of {@code src/test/resources/fuzz/CLASS}.
 */
public final class FuzzCorpus {
    private static final Path CORPORA = Path.of("src/test/resources/fuzz");
    /** For each target. */
    private static final String SECONDS = "openledger.fuzz.seconds";

    private static final long SECONDS_BY_DEFAULT = 60;
    private static final int FOUND_NOTHING = 0;
    private static final int MAX_BYTES = 8192;

    private FuzzCorpus() {}

    private static Path of(Class<?> target) {
        return CORPORA.resolve(target.getSimpleName());
    }

    /** Gives the target every input that is kept. */
    public static void replay(Class<?> target) throws IOException, ReflectiveOperationException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(of(target))) {
            inputs = files.sorted().toList();
        }
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            try {
                target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) Files.readAllBytes(input));
            } catch (InvocationTargetException found) {
                throw new AssertionError(input + " is neither read nor refused", found.getCause());
            }
        }
    }

    /**
     * Has Jazzer look for inputs that are neither read nor refused, in a process of its own that begins with those that are kept. What
     * it finds stands in {@code target/fuzz/CLASS}: mend it, and keep the input.
     */
    public static void search(Class<?> target) throws IOException, InterruptedException {
        search(target, List.of());
    }

    /** @param seeds to begin with beside them, as far as they are not longer than what it makes */
    public static void search(Class<?> target, List<byte[]> seeds) throws IOException, InterruptedException {
        long seconds = Long.getLong(SECONDS, SECONDS_BY_DEFAULT);
        Assumptions.assumeTrue(seconds > 0, SECONDS + " is 0");
        Path found = Files.createDirectories(Path.of("target/fuzz").resolve(target.getSimpleName()));
        Path grown = Files.createDirectories(found.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.get(i).length <= MAX_BYTES) {
                Files.write(grown.resolve("seed-" + i), seeds.get(i));
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Xss1m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.openledger.**",
                "--custom_hook_includes=org.openledger.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-max_total_time=" + seconds,
                "-timeout=20",
                "-rss_limit_mb=4096",
                "-max_len=" + MAX_BYTES,
                "-print_final_stats=1",
                grown.toString(),
                of(target).toString()));
        Path log = found.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor())
                    .as("%s: see %s, and the input beside it", target.getSimpleName(), log)
                    .isEqualTo(FOUND_NOTHING);
        } finally {
            process.destroyForcibly();
        }
    }
}
