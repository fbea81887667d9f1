package org.openledger.bench.spans;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.openledger.attribution.spans.CorpusSpan;
import org.openledger.attribution.spans.SpanFolder;
import org.openledger.attribution.spans.SpanFolderBuilder;
import org.openledger.model.text.BpeTrainer;
import org.openledger.model.text.BulkEncoder;
import org.openledger.model.text.Tokenizer;

/**
 * Speed and size of the span index beside {@link InfiniGram}'s method, on one corpus and one set of queries, in one run. Times are
 * CPU times of the one thread that works, so that a busy machine changes them less.
 *
 * <p>The corpus is made by a seed from source texts (one text a paragraph): paragraphs drawn at random, a quarter of their words
 * replaced by words drawn at random from all, given by one of 300 contributors of unequal diligence. Queries of 450 tokens are
 * half pieces of rows and half words drawn at random.
 *
 * <p>Usage: {@code SpanBench TOKENIZER WORK_DIR MEGABYTES SOURCE...}: a tokenizer's folder, or the size of one to train on the sources;
 * an empty folder. Above 400 MB there is no peer.
 */
public final class SpanBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long SEED = 20261121;
    private static final int CONTRIBUTORS = 300;
    private static final double REPLACED = 0.25;
    private static final int QUERY_TOKENS = 450;
    private static final int QUERIES = 400;
    /** Queries for which the peer reads every occurrence, and those that the compact tier answers down to one token. */
    private static final int LISTED = 40;

    private static final int[] MIN_TOKENS = {6, 1};
    /** The peer's table is sorted in one piece, in memory. */
    private static final long MOST_BYTES_FOR_PEER = 400_000_000;
    /** One row of so many is kept for queries, when no peer needs all of them. */
    private static final int ROWS_PER_KEPT = 1_000;

    private SpanBench() {}

    private record Row(String text, String contributor) {}

    /** Gives the rows of the corpus, the same ones whenever it is asked. */
    private static final class Corpus {
        private final List<String[]> paragraphs = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final Random random = new Random(SEED);

        Corpus(List<Path> sources) throws Exception {
            for (Path source : sources) {
                for (String paragraph : Files.readString(source).split("\n\n|\\},?\n|\"answer\": ", 0)) {
                    String[] split = paragraph.split(" ", 0);
                    paragraphs.add(split);
                    words.addAll(Arrays.asList(split));
                }
            }
        }

        Row next() {
            String[] row = paragraphs.get(random.nextInt(paragraphs.size())).clone();
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble() < REPLACED ? words.get(random.nextInt(words.size())) : row[i];
            }
            double diligence = random.nextDouble();
            return new Row(String.join(" ", row), "contributor-" + (int) (CONTRIBUTORS * diligence * diligence));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]);
        long wanted = (long) (Double.parseDouble(arguments[2]) * 1e6);
        List<Path> sources = Arrays.stream(arguments).skip(3).map(Path::of).toList();
        System.out.printf(
                "java %s, %d processors, seed %d%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), SEED);
        try (Tokenizer tokenizer = tokenizer(arguments[0], sources, work)) {
            warmUp(tokenizer, sources, work.resolve("warm-up"));
            List<int[]> rows = build(tokenizer, sources, wanted, false, work.resolve("index"));
            int[][] queries = queries(rows);
            if (wanted > MOST_BYTES_FOR_PEER) {
                rows.clear(); // room for the next build
                build(tokenizer, sources, wanted, true, work.resolve("compact"));
                alone(work.resolve("index"), work.resolve("compact"), queries);
                return;
            }
            InfiniGram.build(rows, work.resolve("infini-gram"));
            rows.clear();
            build(tokenizer, sources, wanted, true, work.resolve("compact"));
            try (SpanFolder index = SpanFolder.open(work.resolve("index"));
                    InfiniGram peer = InfiniGram.open(work.resolve("infini-gram"))) {
                for (int minTokens : MIN_TOKENS) {
                    compare(index, peer, queries, minTokens);
                }
            }
            alone(work.resolve("index"), work.resolve("compact"), queries);
        }
    }

    /** The one of a folder, or one of so many tokens trained on the sources. */
    private static Tokenizer tokenizer(String wanted, List<Path> sources, Path work) throws Exception {
        if (!wanted.matches("[0-9]+")) {
            return Tokenizer.load(Path.of(wanted, "tokenizer.json"));
        }
        List<String> texts = new ArrayList<>();
        for (Path source : sources) {
            texts.add(Files.readString(source));
        }
        Path trained = work.resolve("tokenizer.json");
        BpeTrainer.train(texts, Integer.parseInt(wanted), List.of(), trained);
        return Tokenizer.load(trained);
    }

    /** Both tiers beside each other, which must say the same. */
    private static void alone(Path fast, Path compact, int[][] queries) {
        try (SpanFolder index = SpanFolder.open(fast);
                SpanFolder packed = SpanFolder.open(compact)) {
            for (int minTokens : MIN_TOKENS) {
                List<List<CorpusSpan>> found = ask("fast tier", index, queries, minTokens, 3);
                int few = minTokens == 1 ? LISTED : queries.length;
                List<List<CorpusSpan>> same = ask("compact tier", packed, Arrays.copyOf(queries, few), minTokens, 1);
                if (!same.equals(found.subList(0, few))) {
                    throw new IllegalStateException("the tiers differ");
                }
            }
        }
    }

    private static List<List<CorpusSpan>> ask(
            String what, SpanFolder index, int[][] queries, int minTokens, int warmUps) {
        List<List<CorpusSpan>> found = new ArrayList<>();
        double[] cpu = new double[queries.length];
        double[] wall = new double[queries.length];
        for (int round = 0; round <= warmUps; round++) {
            found.clear();
            for (int q = 0; q < queries.length; q++) {
                long begun = cpu();
                long begunWall = System.nanoTime();
                found.add(index.match(queries[q], minTokens));
                wall[q] = (System.nanoTime() - begunWall) / 1e6;
                cpu[q] = (cpu() - begun) / 1e6;
            }
        }
        System.out.printf(
                "%s, %d shards, %d queries, spans of >= %d tokens%n", what, index.shards(), queries.length, minTokens);
        print("  CPU", cpu);
        print("  wall", wall);
        return found;
    }

    /** A tenth of a second of every loop's work is compiled code's; without this the compiler is measured too. */
    private static void warmUp(Tokenizer tokenizer, List<Path> sources, Path folder) throws Exception {
        System.out.println("warm-up:");
        for (int round = 0; round < 2; round++) {
            build(tokenizer, sources, 5_000_000, round == 1, folder.resolve(String.valueOf(round)));
        }
        System.out.println("measured:");
    }

    private static List<int[]> build(Tokenizer tokenizer, List<Path> sources, long wanted, boolean compact, Path folder)
            throws Exception {
        Corpus corpus = new Corpus(sources);
        SpanFolderBuilder builder = new SpanFolderBuilder(folder, tokenizer.digest(), compact);
        BulkEncoder encoder = tokenizer.bulkEncoder();
        List<int[]> rows = new ArrayList<>();
        long bytes = 0;
        long encoding = 0;
        long adding = 0;
        long count = 0;
        while (bytes < wanted) {
            Row row = corpus.next();
            bytes += row.text().getBytes(StandardCharsets.UTF_8).length;
            long begun = cpu();
            int[] ids = encoder.encode(row.text());
            long encoded = cpu();
            builder.add(ids, row.contributor());
            adding += cpu() - encoded;
            encoding += encoded - begun;
            if (!compact && (wanted <= MOST_BYTES_FOR_PEER || count % ROWS_PER_KEPT == 0)) {
                rows.add(ids);
            }
            count++;
        }
        long begun = cpu();
        builder.finish();
        adding += cpu() - begun;
        long size = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        double megabytes = bytes / 1e6;
        System.out.printf(
                "%s tier: %.0f MB, %,d rows, %,d tokens (%.2f bytes each)%n",
                compact ? "compact" : "fast", megabytes, count, builder.tokens(), (double) bytes / builder.tokens());
        System.out.printf(
                "  encode %.2f CPU s, index %.2f CPU s: %.1f MB text/s in all, %.1f MB/s from tokens (%.1f M tokens/s); %.2f index bytes a text byte%n",
                encoding / 1e9,
                adding / 1e9,
                megabytes / ((encoding + adding) / 1e9),
                megabytes / (adding / 1e9),
                builder.tokens() / 1e6 / (adding / 1e9),
                (double) size / bytes);
        return rows;
    }

    private static void compare(SpanFolder index, InfiniGram peer, int[][] queries, int minTokens) {
        double[] ours = new double[queries.length];
        double[] theirs = new double[queries.length];
        double[] listed = new double[queries.length];
        long spans = 0;
        long most = 0;
        for (int round = 0; round < 2; round++) { // the first warms up
            spans = 0;
            for (int q = 0; q < queries.length; q++) {
                long begun = cpu();
                List<CorpusSpan> found = index.match(queries[q], minTokens);
                long matched = cpu();
                List<InfiniGram.Span> same = peer.match(queries[q], minTokens);
                long peerMatched = cpu();
                long contributors = q < LISTED ? peer.rows(same) : Long.MAX_VALUE;
                listed[q] = (cpu() - matched) / 1e6;
                ours[q] = (matched - begun) / 1e6;
                theirs[q] = (peerMatched - matched) / 1e6;
                check(found, same, contributors);
                spans += found.size();
                most = Math.max(
                        most, found.stream().mapToLong(CorpusSpan::count).max().orElse(0));
            }
        }
        System.out.printf(
                "%d queries of %d tokens, spans of >= %d tokens: %.1f spans each, the most frequent %,d times%n",
                queries.length, QUERY_TOKENS, minTokens, (double) spans / queries.length, most);
        print("  ours, with counts and contributors", ours);
        print("  infini-gram's method, with counts", theirs);
        print("  infini-gram's method, with every occurrence's row", Arrays.copyOf(listed, LISTED));
    }

    private static void check(List<CorpusSpan> ours, List<InfiniGram.Span> theirs, long rows) {
        Set<List<Long>> left = new HashSet<>();
        ours.forEach(span -> left.add(List.of((long) span.start(), (long) span.length(), span.count())));
        Set<List<Long>> right = new HashSet<>();
        theirs.forEach(span -> right.add(List.of((long) span.start(), (long) span.length(), span.count())));
        if (!left.equals(right) || rows < ours.size()) {
            throw new IllegalStateException("the two methods differ: " + left + " and " + right);
        }
    }

    private static int[][] queries(List<int[]> rows) {
        Random random = new Random(SEED + 1);
        int[][] queries = new int[QUERIES][QUERY_TOKENS];
        for (int[] query : queries) {
            for (int at = 0; at < query.length; ) {
                int[] row = rows.get(random.nextInt(rows.size()));
                if (row.length == 0) {
                    continue;
                }
                int from = random.nextInt(row.length);
                int length = random.nextBoolean() ? 2 : Math.min(row.length - from, 3 + random.nextInt(40));
                for (int i = 0; i < length && from + i < row.length && at < query.length; i++) {
                    query[at++] = row[from + i];
                }
            }
        }
        return queries;
    }

    private static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: p50 %.3f ms, p99 %.3f ms%n", what, sorted[sorted.length / 2], sorted[sorted.length * 99 / 100]);
    }

    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
