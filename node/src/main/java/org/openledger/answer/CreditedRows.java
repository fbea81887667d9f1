package org.openledger.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.Receipt;

/**
 * Which of a contributor's rows an answer's share stands for, in parts per million of it. Sources stand for their measured
 * effects; what is left of the contributor's effect is of training, and is divided among its nearest rows by their scores. What goes
 * the other way than the whole effect counts as 0. It explains a payment and changes none.
 */
public final class CreditedRows {
    private static final double PPM = 1e6;

    private CreditedRows() {}

    public static List<NamedRow> of(Optional<Receipt.Retrieval> retrieval, Receipt.Share share) {
        List<Receipt.Source> sources = retrieval.map(Receipt.Retrieval::sources).orElse(List.of()).stream()
                .filter(source -> source.contributor().equals(share.contributor()))
                .toList();
        int sign = share.effectNanonats() < 0 ? -1 : 1;
        double ofSources = 0;
        double training = sign * (double) share.effectNanonats();
        for (Receipt.Source source : sources) {
            ofSources += Math.max(0, sign * source.effectNanonats());
            training -= sign * source.effectNanonats();
        }
        double whole = ofSources + Math.max(0, training);
        double trainingPart = whole > 0 ? Math.max(0, training) / whole : 1;
        Map<String, NamedRow> rows = new LinkedHashMap<>();
        for (Receipt.RowScore row : share.rows()) {
            int score = sources.isEmpty() ? row.scorePpm() : (int) (row.scorePpm() * trainingPart);
            rows.put(row.leaf(), new NamedRow(row.leaf(), row.datanet(), score));
        }
        for (Receipt.Source source : sources) {
            int score = whole > 0 ? (int) (PPM * Math.max(0, sign * source.effectNanonats()) / whole) : 0;
            rows.merge(
                    source.leaf(),
                    new NamedRow(source.leaf(), source.datanet(), score),
                    (one, other) -> new NamedRow(one.leaf(), one.datanet(), one.scorePpm() + other.scorePpm()));
        }
        return List.copyOf(rows.values());
    }
}
