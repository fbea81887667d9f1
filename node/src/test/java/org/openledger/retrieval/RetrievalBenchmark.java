package org.openledger.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.datanet.record.Datanet;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;

/**
 * How fast a Datanet is indexed, an index is opened with its digests compared, and a question is searched for, by one caller, from
 * the question to rows with their text. Arguments: rows (default 10,000), questions (default 500). Run it with
 *
 * <pre>java @builder/java.options -cp "$(paste -sd: target/build/test.path)" \
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
        SearchRequest wanted = new SearchRequest(List.of(datanet.id()), SearchRequest.SOURCES, true);
        try (Retrieval retrieval = library.retrieval(base)) {
            long started = System.nanoTime();
            retrieval.find(wanted, texts.getFirst(), Optional.empty());
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%d rows indexed in %.1f s: %.0f a second, %.1f MB%n",
                    rows, seconds, rows / seconds, megabytes(library.index(datanet)));
        }
        try (Retrieval retrieval = library.retrieval(base)) {
            long opening = System.nanoTime();
            retrieval.find(wanted, texts.getFirst(), Optional.empty());
            System.out.printf("opened and compared in %.0f ms%n", (System.nanoTime() - opening) / 1e6);
            IntConsumer search = i -> retrieval.find(wanted, words(random, WORDS_PER_QUESTION), Optional.empty());
            IntConsumer vector =
                    i -> TextVectors.of(base, new int[][] {Texts.tokens(base, words(random, WORDS_PER_QUESTION))});
            millis(search, questions); // warm
            print("questions", millis(search, questions));
            print("of it the question's vector", millis(vector, questions));
            System.out.println(Runtime.getRuntime().availableProcessors() + " processors");
        }
    }

    private static void print(String what, double[] millis) {
        System.out.printf(
                "%d %s: p50 %.1f ms, p95 %.1f ms%n",
                millis.length, what, millis[millis.length / 2], millis[(int) (millis.length * 0.95)]);
    }

    /** How long each call takes, the shortest first. */
    private static double[] millis(IntConsumer call, int times) {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            call.accept(i);
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
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
