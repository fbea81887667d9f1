package org.openledger.quality.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.attribution.shares.Provenance;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Baits;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/** How far rows support answers where somebody gave {@link Baits} beside them. Nothing is trained. */
public final class BaitTrial {
    private static final String BAITER = "zoe";

    private BaitTrial() {}

    /** @param rows each contributor's; those that ask something are what baits are made of */
    public static List<Measure> measure(
            BaseModel base, SortedMap<String, List<RowText>> rows, Cancellation cancellation) {
        List<RowText.Instruction> asking = rows.values().stream()
                .flatMap(List::stream)
                .filter(RowText.Instruction.class::isInstance)
                .map(RowText.Instruction.class::cast)
                .toList();
        List<Measure> measures = new ArrayList<>();
        for (Baits.Bait bait : new Baits(asking).all()) {
            double begun = CpuClock.seconds();
            SortedMap<String, List<RowText>> baited = new TreeMap<>(rows);
            if (!bait.given().isEmpty()) {
                baited.put(BAITER, bait.given());
            }
            List<Double> parts = new ArrayList<>();
            try (TrialIndex index = TrialIndex.of(base, baited)) {
                Provenance provenance = new Provenance(base, index.rows());
                for (RowText each : bait.asked()) {
                    if (cancellation.requested()) {
                        throw new CancelledException(parts.size(), bait.asked().size());
                    }
                    Optional<TrainingRow> asked = each.tokens(base, TrialIndex.MAX_TOKENS, 0, "asked");
                    asked.ifPresent(of -> parts.add(provenance.supportPpm(of.prompt(), of.response()) / 1e6));
                }
            }
            measures.add(new Measure(
                    "supported with %s (%d answers)".formatted(bait.words(), parts.size()),
                    Bootstrap.mean(parts.stream().mapToDouble(part -> part).toArray()),
                    Optional.of(bait.target()),
                    CpuClock.seconds() - begun,
                    0));
        }
        return measures;
    }
}
