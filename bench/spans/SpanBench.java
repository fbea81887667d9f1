import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.spans.IndexedRow;
import org.openledger.attribution.spans.Span;
import org.openledger.attribution.spans.SpanIndex;

/**
 * Speed of the span index on a play script ("SPEAKER:" line, then the speech): rows are speeches, contributors are speakers.
 * Times are CPU times of the one thread that works, so that a busy machine does not change them much.
 *
 * <p>Usage, after {@code mvn -q -pl engine compile}: {@code java -cp engine/target/classes bench/spans/SpanBench.java FILE
 * [copies]}. With copies above 1 the corpus is repeated that many times with a third of its tokens drawn anew.
 */
public final class SpanBench {
    private static final Pattern WORDS = Pattern.compile(" ?[\\p{L}']{1,6}| ?[^\\s\\p{L}']+|\\s");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ANSWER_TOKENS = 450;
    private static final int QUERIES = 400;
    private static final int WARM_UP = 400;

    private static final Map<String, Integer> IDS = new HashMap<>();

    private SpanBench() {}

    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of(arguments[0]));
        int copies = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        List<IndexedRow> rows = rows(text, copies);
        long tokens = rows.stream().mapToLong(row -> row.ids().length).sum();
        long textBytes = (long) text.getBytes(StandardCharsets.UTF_8).length * copies;
        System.out.printf("java %s, %s, %d processors%n", Runtime.version(), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors());
        System.out.printf("rows %,d, tokens %,d, vocabulary %,d, text %,d bytes (%.2f bytes a token)%n",
                rows.size(), tokens, IDS.size(), textBytes, (double) textBytes / tokens);
        Path file = Files.createTempFile("spans", ".index");
        for (int round = 0; round < (copies > 20 ? 1 : 5); round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            SpanIndex.build(rows, file);
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("build %.3f CPU s: %.1f MB text/s, %.2f M tokens/s; file %.2f bytes a text byte%n",
                    seconds, textBytes / 1e6 / seconds, tokens / 1e6 / seconds, (double) Files.size(file) / textBytes);
        }
        long start = THREADS.getCurrentThreadCpuTime();
        try (SpanIndex index = SpanIndex.open(file)) {
            System.out.printf("open with all checksums: %.1f ms%n", (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
            query(index, rows, 6);
            query(index, rows, 1);
        }
        Files.delete(file);
    }

    private static void query(SpanIndex index, List<IndexedRow> rows, int minLength) {
        Random random = new Random(20261120);
        double[] match = new double[QUERIES];
        double[] evidence = new double[QUERIES];
        long spans = 0;
        long largest = 0;
        for (int q = -WARM_UP; q < QUERIES; q++) {
            int[] answer = answer(rows, random);
            long start = THREADS.getCurrentThreadCpuTime();
            List<Span> found = index.match(answer, minLength);
            long matched = THREADS.getCurrentThreadCpuTime();
            Evidence.gather(index, answer, minLength);
            long gathered = THREADS.getCurrentThreadCpuTime();
            if (q >= 0) {
                match[q] = (matched - start) / 1e6;
                evidence[q] = (gathered - matched) / 1e6;
                spans += found.size();
                largest = Math.max(largest, found.stream().mapToLong(Span::count).max().orElse(0));
            }
        }
        System.out.printf("%d-token answers, spans of >= %d tokens: %.1f spans each, the most frequent %,d times%n",
                ANSWER_TOKENS, minLength, (double) spans / QUERIES, largest);
        print("  match with counts, rows, contributors", match);
        print("  evidence: match, quotations, top rows", evidence);
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf("%s: p50 %.3f ms, p99 %.3f ms%n", what, millis[millis.length / 2], millis[millis.length * 99 / 100]);
    }

    /** Half pieces of rows, half tokens at random as frequent as in the rows. */
    private static int[] answer(List<IndexedRow> rows, Random random) {
        int[] answer = new int[ANSWER_TOKENS];
        for (int at = 0; at < answer.length; ) {
            int[] ids = rows.get(random.nextInt(rows.size())).ids();
            if (ids.length == 0) {
                continue;
            }
            int from = random.nextInt(ids.length);
            int length = random.nextBoolean() ? 1 : Math.min(ids.length - from, 3 + random.nextInt(30));
            for (int i = 0; i < length && at < answer.length; i++) {
                answer[at++] = ids[from + i];
            }
        }
        return answer;
    }

    private static List<IndexedRow> rows(String text, int copies) throws Exception {
        List<IndexedRow> rows = new ArrayList<>();
        Random random = new Random(1);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String[] speeches = text.split("\n\n");
        for (int copy = 0; copy < copies; copy++) {
            for (String speech : speeches) {
                int colon = speech.indexOf(":\n");
                String speaker = colon > 0 ? speech.substring(0, colon) : "nobody";
                int[] ids = encode(speech.substring(colon > 0 ? colon + 2 : 0));
                for (int i = 0; copy > 0 && i < ids.length; i++) {
                    ids[i] = random.nextInt(3) == 0 ? random.nextInt(IDS.size()) : ids[i];
                }
                String leaf = HexFormat.of().formatHex(digest.digest((rows.size() + speech).getBytes(StandardCharsets.UTF_8)));
                rows.add(new IndexedRow(ids, leaf, speaker));
            }
        }
        return rows;
    }

    private static int[] encode(String text) {
        List<Integer> ids = new ArrayList<>();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            ids.add(IDS.computeIfAbsent(words.group(), word -> IDS.size()));
        }
        return ids.stream().mapToInt(i -> i).toArray();
    }
}
