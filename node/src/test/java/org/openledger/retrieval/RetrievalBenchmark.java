package org.openledger.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.datanet.Datanet;
import org.openledger.model.BaseModel;

/**
 * How fast a Datanet is indexed, an index is opened with its digests compared, and a question is searched for, by one caller, from
 * the question to rows with their text. Arguments: rows (default 10,000), questions (default 500). Run it with
 *
 * <pre>java --enable-native-access=ALL-UNNAMED -cp "node/target/test-classes:node/target/classes:node/target/lib/*" \
 *     org.openledger.retrieval.RetrievalBenchmark</pre>
 */
public final class RetrievalBenchmark {
    private static final int WORDS_PER_ROW = 20;
    private static final int WORDS_PER_QUESTION = 8;
    private static final int WORDS = 5_000;
    private static final long SEED = 5;

    private RetrievalBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int questions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("openledger-retrieval-");
        try (Library library = new Library(folder);
                BaseModel base = Library.toyBase()) {
            measure(library, base, rows, questions);
        }
    }

    private static void measure(Library library, BaseModel base, int rows, int questions) throws IOException {
        Random random = new Random(SEED);
        List<String> texts = IntStream.range(0, rows)
                .mapToObj(_ -> words(random, WORDS_PER_ROW))
                .toList();
        Datanet datanet = library.datanet("CC0-1.0", texts);
        Wanted wanted = new Wanted(List.of(datanet.id()), Wanted.SOURCES);
        try (Retrieval retrieval = library.retrieval(base)) {
            long started = System.nanoTime();
            retrieval.find(wanted, texts.getFirst());
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%d rows indexed in %.1f s: %.0f a second, %.1f MB%n",
                    rows, seconds, rows / seconds, megabytes(library.index(datanet)));
        }
        try (Retrieval retrieval = library.retrieval(base)) {
            long opening = System.nanoTime();
            retrieval.find(wanted, texts.getFirst());
            System.out.printf("opened and compared in %.0f ms%n", (System.nanoTime() - opening) / 1e6);
            search(retrieval, wanted, random, questions); // warm
            double[] millis = search(retrieval, wanted, random, questions);
            System.out.printf(
                    "%d questions: p50 %.1f ms, p95 %.1f ms (%d processors)%n",
                    questions,
                    millis[questions / 2],
                    millis[(int) (questions * 0.95)],
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private static double[] search(Retrieval retrieval, Wanted wanted, Random random, int questions) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            String question = words(random, WORDS_PER_QUESTION);
            long started = System.nanoTime();
            retrieval.find(wanted, question);
            millis.add((System.nanoTime() - started) / 1e6);
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Words are drawn so that few are frequent and most are rare, as in a language. */
    private static String words(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int word = (int) Math.pow(WORDS, random.nextDouble());
            words.add("w" + Integer.toString(word, 36));
        }
        return String.join(" ", words);
    }

    private static double megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
        }
    }
}
