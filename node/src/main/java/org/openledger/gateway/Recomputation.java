package org.openledger.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.verify.Receipt;

/**
 * What computing an attribution again has shown.
 *
 * @param same whether shares, evidence, base and unattributed are those of the receipt
 * @param says so in a sentence, or names what differs
 */
public record Recomputation(boolean same, String says) {
    static Recomputation of(Receipt told, Receipt found) {
        return of(told.attribution(), told.retrieval(), found.attribution(), found.retrieval());
    }

    static Recomputation of(
            Receipt.Attribution before,
            Optional<Receipt.Retrieval> toldSources,
            Receipt.Attribution again,
            Optional<Receipt.Retrieval> foundSources) {
        List<String> differences = new ArrayList<>();
        compare(differences, "method", before.method(), again.method());
        compare(differences, "code", before.code(), again.code());
        compare(differences, "seed", before.seed(), again.seed());
        compare(differences, "counterfactual adapters", before.influenceDigest(), again.influenceDigest());
        compare(differences, "base, ppm", before.basePpm(), again.basePpm());
        compare(differences, "unattributed, ppm", before.unattributedPpm(), again.unattributedPpm());
        compareShares(differences, before, again);
        compareSources(differences, toldSources, foundSources);
        if (!differences.isEmpty()) {
            return new Recomputation(false, "Computed again, this differs: " + String.join("; ", differences) + ".");
        }
        return new Recomputation(
                true,
                before.indexDigest().equals(again.indexDigest())
                        ? "Computed again from the same model, index and answer: every share is the same."
                        : "Computed again: every share and quotation is the same. The span index was made again since, and"
                                + " has another digest: " + again.indexDigest() + ".");
    }

    private static void compareShares(List<String> differences, Receipt.Attribution before, Receipt.Attribution again) {
        Map<String, Receipt.Share> told = byContributor(before);
        Map<String, Receipt.Share> found = byContributor(again);
        TreeSet<String> all = new TreeSet<>(told.keySet());
        all.addAll(found.keySet());
        for (String contributor : all) {
            Receipt.Share one = told.get(contributor);
            Receipt.Share other = found.get(contributor);
            int count = differences.size();
            compare(differences, contributor + ", ppm", one == null ? 0 : one.ppm(), other == null ? 0 : other.ppm());
            if (differences.size() == count && !Objects.equals(one, other)) {
                differences.add("the evidence of " + contributor);
            }
        }
    }

    private static void compareSources(
            List<String> differences, Optional<Receipt.Retrieval> told, Optional<Receipt.Retrieval> found) {
        List<Receipt.Source> before = told.map(Receipt.Retrieval::sources).orElse(List.of());
        List<Receipt.Source> again = found.map(Receipt.Retrieval::sources).orElse(List.of());
        compare(differences, "number of sources", before.size(), again.size());
        for (int i = 0; i < Math.min(before.size(), again.size()); i++) {
            compare(differences, "source " + (i + 1), before.get(i), again.get(i));
        }
    }

    private static Map<String, Receipt.Share> byContributor(Receipt.Attribution attribution) {
        Map<String, Receipt.Share> shares = new TreeMap<>();
        attribution.shares().forEach(share -> shares.put(share.contributor(), share));
        return shares;
    }

    private static void compare(List<String> differences, String what, Object before, Object again) {
        if (!before.equals(again)) {
            differences.add(what + ": " + before + " in the receipt, " + again + " now");
        }
    }
}
