package org.openledger.cli.spans;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.openledger.attribution.spans.CorpusSpan;
import org.openledger.attribution.spans.SpanCredits;
import org.openledger.attribution.spans.SpanFolder;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.spans.MatchedQuery.MatchedSpan;
import org.openledger.model.text.LocatedTokens;
import org.openledger.model.text.Tokenizer;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code spans match}: looks texts up in an index. The output has one JSON object a line: for each query its spans, the one that
 * says most first, and last a summary of the times.
 */
@Command(
        name = "match",
        description = "Write which parts of each query stand word for word in an index, how often, and in whose rows.",
        footer = {
            "",
            "Examples:",
            "  openledger spans match index --queries questions.jsonl --out spans.jsonl",
            "  openledger spans match index --queries - --out spans.jsonl --min-tokens 6 < questions.jsonl"
        })
final class SpansMatchCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Looked up before anything is timed, over and over: the times are those of a program that has been running for a while. */
    private static final int WARM_UP_QUERIES = 3_000;

    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private static final double MILLISECOND = 1e6;
    private static final double DIGITS = 1e4;

    @Parameters(paramLabel = "DIR", description = "the index's folder, as \"spans build\" made it")
    private InputFolder folder = InputFolder.NONE;

    @Option(
            names = "--queries",
            paramLabel = "FILE.jsonl",
            required = true,
            description = "objects with \"text\", or \"instruction\" and \"response\", of which each is looked up")
    private InputFile queries = InputFile.NONE;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the JSONL file to write")
    private OutputFile out = OutputFile.NONE;

    @Range(min = 1)
    @Option(
            names = "--min-tokens",
            paramLabel = "N",
            description = "leave shorter spans out (default: ${DEFAULT-VALUE})")
    private int minTokens = 1;

    @Mixin
    private SpansCommand.TokenizerOption tokenizer = new SpansCommand.TokenizerOption();

    private record Query(String text, LocatedTokens tokens) {}

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        try (SpanFolder index = SpanFolder.open(folder.path());
                Tokenizer loaded = tokenizer.load()) {
            if (!index.tokenizerDigest().equals(loaded.digest())) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        folder + " is an index of the tokenizer " + index.tokenizerDigest() + ", not of "
                                + loaded.digest() + ". Name its folder with --tokenizer");
            }
            long opened = System.nanoTime();
            List<Query> texts = read(loaded);
            double[] millis = matchAll(index, texts, (opened - begun) / MILLISECOND);
            System.out.printf(
                    Locale.ROOT,
                    "Matched %,d queries: p50 %.3f ms, p99 %.3f ms each. The spans are in %s.%n",
                    texts.size(),
                    percentile(millis, 50),
                    percentile(millis, 99),
                    out);
            return 0;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "cannot write " + out + ": " + e + ". Check the folder and free space", e);
        }
    }

    private List<Query> read(Tokenizer loaded) {
        List<Query> texts = new ArrayList<>();
        try (TextRows in = new TextRows(queries.path(), queries.toString())) {
            for (Optional<TextRows.TextRow> row = in.next(); row.isPresent(); row = in.next()) {
                row.get().texts().forEach(text -> texts.add(new Query(text, loaded.locate(text))));
            }
        }
        return texts;
    }

    /** Writes the spans of every query and the summary; returns the sorted times. */
    private double[] matchAll(SpanFolder index, List<Query> texts, double openMillis) throws IOException {
        double[] millis = new double[texts.size()];
        int warmUps = warmUp(index, texts);
        try (BufferedWriter writer = Files.newBufferedWriter(out.path())) {
            for (int query = 0; query < millis.length; query++) {
                LocatedTokens tokens = texts.get(query).tokens();
                long begun = System.nanoTime();
                List<CorpusSpan> spans = index.match(tokens.ids(), minTokens);
                millis[query] = (System.nanoTime() - begun) / MILLISECOND;
                MatchedQuery line = new MatchedQuery(
                        query, tokens.ids().length, rounded(millis[query]), described(texts.get(query), spans));
                writer.write(MAPPER.writeValueAsString(line));
                writer.newLine();
            }
            double total = Arrays.stream(millis).sum();
            Arrays.sort(millis);
            MatchSummary summary = new MatchSummary(new MatchSummary.Totals(
                    millis.length,
                    minTokens,
                    warmUps,
                    index.digest(),
                    index.tokens(),
                    rounded(openMillis),
                    rounded(total),
                    rounded(percentile(millis, 50)),
                    rounded(percentile(millis, 99))));
            writer.write(MAPPER.writeValueAsString(summary));
            writer.newLine();
        }
        return millis;
    }

    private int warmUp(SpanFolder index, List<Query> texts) {
        long begun = System.nanoTime();
        int done = 0;
        while (!texts.isEmpty() && done < WARM_UP_QUERIES && System.nanoTime() - begun < WARM_UP_NANOS) {
            index.match(texts.get(done % texts.size()).tokens().ids(), minTokens);
            done++;
        }
        return done;
    }

    private static List<MatchedSpan> described(Query query, List<CorpusSpan> spans) {
        double[] credits = SpanCredits.of(spans, query.tokens().ids().length);
        Comparator<Integer> mostTelling =
                Comparator.comparingDouble((Integer s) -> spans.get(s).weight()).reversed();
        return IntStream.range(0, credits.length)
                .boxed()
                .sorted(mostTelling)
                .map(s -> described(query, spans.get(s), credits[s]))
                .toList();
    }

    private static MatchedSpan described(Query query, CorpusSpan span, double creditTokens) {
        int from = query.tokens().starts()[span.start()];
        int to = query.tokens().ends()[span.end() - 1];
        return new MatchedSpan(
                span.start(),
                span.length(),
                from,
                to - from,
                query.text().substring(from, to),
                span.count(),
                rounded(span.bits()),
                rounded(span.weight()),
                rounded(creditTokens),
                span.contributors());
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }

    /** The nearest rank; nothing of nothing. */
    private static double percentile(double[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
    }
}
