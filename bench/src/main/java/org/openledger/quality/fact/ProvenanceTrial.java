package org.openledger.quality.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.attribution.shares.Provenance;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.RowText;

/**
 * Whether what receipts say rows carry names the contributor whose row says an answer. Nothing is trained, so it is asked of every fact,
 * known to a model or not, whose question leaves room for an answer. Two who carry as much name nobody.
 */
public final class ProvenanceTrial {
    private static final int MAX_TOKENS = 512;

    private final BaseModel base;
    private final long seed;
    private final Cancellation cancellation;

    public ProvenanceTrial(BaseModel base, long seed, Cancellation cancellation) {
        this.base = base;
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /**
     * Measures.
     *
     * @throws Refusal where no row asks something
     * @throws CancelledException when asked to stop
     */
    public List<Measure> measure(DealtFacts dealt) {
        if (dealt.facts().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "no row asks something, so nobody could be named: give instruction and response");
        }
        List<IndexedRow> rows = new ArrayList<>();
        dealt.rows()
                .forEach((contributor, own) ->
                        own.forEach(row -> row.tokens(base, MAX_TOKENS, 0, "%064x".formatted(rows.size()))
                                .ifPresent(read -> rows.add(new IndexedRow(read.ids(), read.leaf(), contributor)))));
        Path folder = temporary();
        Path file = folder.resolve("rows.index");
        try {
            SpanIndex.build(rows, file);
            try (SpanIndex index = SpanIndex.open(file)) {
                Provenance provenance = new Provenance(base, index);
                return List.of(
                        named(provenance, dealt, "answer word for word", 0.99, Statement::row),
                        named(provenance, dealt, "answer edited", 0.95, said -> Rewording.near(said.row(), seed)),
                        named(provenance, dealt, "asked and answered in other words", 0.80, Statement::otherWords));
            }
        } finally {
            remove(file);
            remove(folder);
        }
    }

    private Measure named(
            Provenance provenance, DealtFacts dealt, String how, double target, Function<Statement, RowText> asking) {
        double begun = CpuClock.seconds();
        List<Double> hits = new ArrayList<>();
        for (DealtFacts.Fact fact : dealt.facts()) {
            if (cancellation.requested()) {
                throw new CancelledException(hits.size(), dealt.facts().size());
            }
            asking.apply(fact.statement())
                    .tokens(base, MAX_TOKENS, 0, "asked")
                    .ifPresent(asked -> hits.add(
                            isNamed(fact.contributor(), provenance.carriedPpm(asked.prompt(), asked.response()))
                                    ? 1.0
                                    : 0.0));
        }
        return new Measure(
                "named by what rows carry, of %d facts of %d contributors, %s"
                        .formatted(hits.size(), dealt.rows().size(), how),
                Bootstrap.mean(hits.stream().mapToDouble(hit -> hit).toArray()),
                Optional.of(Measure.Target.atLeast(target)),
                CpuClock.seconds() - begun,
                0);
    }

    private static boolean isNamed(String contributor, Map<String, Integer> carriedPpm) {
        int own = carriedPpm.getOrDefault(contributor, 0);
        return carriedPpm.entrySet().stream()
                .allMatch(each -> each.getKey().equals(contributor) || each.getValue() < own);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("openledger-provenance");
        } catch (IOException e) {
            throw new UncheckedIOException("the index of a trial needs a temporary folder", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
