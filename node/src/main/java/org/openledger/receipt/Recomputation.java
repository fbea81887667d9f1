package org.openledger.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.verify.Receipt;

/**
 * What computing an attribution again has shown.
 *
 * <p>The rule: on a machine of the same kind every number is the same. Another kind rounds float32 differently; there the shares, the
 * base, the unattributed part and the confidence may each differ by the receipt's tolerance, and effects by that part of the
 * larger of 1 nat and Δ. What was computed with (method, code, seed, counterfactual adapters) and the evidence, rows and
 * quotations, may not differ at all: integers and strict arithmetic give them.
 *
 * @param same whether the rule holds
 * @param differencePpm by how much the largest of the parts differs
 * @param says so in a sentence, or names what differs
 */
public record Recomputation(boolean same, int differencePpm, String says) {
    /** What receipts of this code allow another kind of machine; see the measurement in {@code bench/answers}. */
    public static final int TOLERANCE_PPM = 100;

    private static final long PPM = 1_000_000;
    private static final long NANONATS = 1_000_000_000;

    public static Recomputation of(Receipt told, Receipt found) {
        return of(told.attribution(), told.retrieval(), found.attribution(), found.retrieval());
    }

    public static Recomputation of(Receipt.Attribution before, Receipt.Attribution again) {
        return of(before, Optional.empty(), again, Optional.empty());
    }

    public static Recomputation of(
            Receipt.Attribution before,
            Optional<Receipt.Retrieval> toldSources,
            Receipt.Attribution again,
            Optional<Receipt.Retrieval> foundSources) {
        Comparison comparison = new Comparison(before);
        comparison.exact("method", before.method(), again.method());
        comparison.exact("code", before.code(), again.code());
        comparison.exact("seed", before.seed(), again.seed());
        comparison.exact("what is said of other seeds", before.otherSeeds(), again.otherSeeds());
        comparison.exact("counterfactual adapters", before.influenceDigest(), again.influenceDigest());
        comparison.ppm("base", before.basePpm(), again.basePpm());
        comparison.ppm("unattributed", before.unattributedPpm(), again.unattributedPpm());
        comparison.ppm("confidence", before.confidencePpm(), again.confidencePpm());
        comparison.nats("Δ", before.deltaNanonats(), again.deltaNanonats());
        comparison.shares(before, again);
        comparison.sources(sources(toldSources), sources(foundSources));
        if (!comparison.differences.isEmpty()) {
            return new Recomputation(
                    false,
                    comparison.largestPpm,
                    "Computed again, this differs: " + String.join("; ", comparison.differences) + ".");
        }
        String index = before.indexDigest().equals(again.indexDigest())
                ? ""
                : " The span index was made again since, and has another digest: " + again.indexDigest() + ".";
        return new Recomputation(
                true,
                comparison.largestPpm,
                (comparison.identical
                                ? "Computed again: every share, effect and quotation is the same."
                                : "Computed again, on another kind of machine: no part differs by more than "
                                        + comparison.largestPpm + " ppm, of the " + before.tolerancePpm()
                                        + " ppm that the receipt allows, and every quotation is the same.")
                        + index);
    }

    private static List<Receipt.Source> sources(Optional<Receipt.Retrieval> retrieval) {
        return retrieval.map(Receipt.Retrieval::sources).orElse(List.of());
    }

    /** Gathers what differs by more than the receipt allows. */
    private static final class Comparison {
        private final List<String> differences = new ArrayList<>();
        private final int tolerancePpm;
        private final double toleranceNanonats;
        private int largestPpm;
        private boolean identical = true;

        Comparison(Receipt.Attribution told) {
            tolerancePpm = told.tolerancePpm();
            toleranceNanonats = (double) tolerancePpm / PPM * Math.max(NANONATS, Math.abs(told.deltaNanonats()));
        }

        void shares(Receipt.Attribution before, Receipt.Attribution again) {
            Map<String, Receipt.Share> told = byContributor(before);
            Map<String, Receipt.Share> found = byContributor(again);
            TreeSet<String> all = new TreeSet<>(told.keySet());
            all.addAll(found.keySet());
            for (String contributor : all) {
                Receipt.Share one = told.getOrDefault(contributor, nothing(contributor, before));
                Receipt.Share other = found.getOrDefault(contributor, nothing(contributor, again));
                ppm(contributor, one.ppm(), other.ppm());
                exact(
                        "whether the support of " + contributor + " is said",
                        one.support().isPresent(),
                        other.support().isPresent());
                ppm("what " + contributor + " shaped", shaped(one), shaped(other));
                ppm("the support of " + contributor, support(one), support(other));
                ppm("what the rows of " + contributor + " carry", carried(one), carried(other));
                nats("the effect of " + contributor, one.effectNanonats(), other.effectNanonats());
                nats("the interval of " + contributor, one.lowNanonats(), other.lowNanonats());
                nats("the interval of " + contributor, one.highNanonats(), other.highNanonats());
                if (!one.rows().equals(other.rows()) || !one.spans().equals(other.spans())) {
                    differences.add("the evidence of " + contributor);
                }
            }
        }

        void sources(List<Receipt.Source> before, List<Receipt.Source> again) {
            exact("number of sources", before.size(), again.size());
            for (int i = 0; i < Math.min(before.size(), again.size()); i++) {
                Receipt.Source one = before.get(i);
                Receipt.Source other = again.get(i);
                exact("row of source " + one.number(), one.leaf(), other.leaf());
                nats("effect of source " + one.number(), one.effectNanonats(), other.effectNanonats());
                nats("interval of source " + one.number(), one.lowNanonats(), other.lowNanonats());
                nats("interval of source " + one.number(), one.highNanonats(), other.highNanonats());
            }
        }

        private static int shaped(Receipt.Share share) {
            return share.support().map(Receipt.Support::shapedPpm).orElse(share.ppm());
        }

        private static int support(Receipt.Share share) {
            return share.support().map(Receipt.Support::ppm).orElse(0);
        }

        private static int carried(Receipt.Share share) {
            return share.support().flatMap(Receipt.Support::carriedPpm).orElse(0);
        }

        private void ppm(String what, int before, int again) {
            identical &= before == again;
            largestPpm = Math.max(largestPpm, Math.abs(before - again));
            if (Math.abs(before - again) > tolerancePpm) {
                differ(what + ", ppm", before, again);
            }
        }

        private void nats(String what, long before, long again) {
            identical &= before == again;
            if (Math.abs(before - again) > toleranceNanonats) {
                differ(what + ", nanonats", before, again);
            }
        }

        private void exact(String what, Object before, Object again) {
            if (!before.equals(again)) {
                differ(what, before, again);
            }
        }

        private void differ(String what, Object before, Object again) {
            differences.add(what + ": " + before + " in the receipt, " + again + " now");
        }

        private static Map<String, Receipt.Share> byContributor(Receipt.Attribution attribution) {
            Map<String, Receipt.Share> shares = new TreeMap<>();
            attribution.shares().forEach(share -> shares.put(share.contributor(), share));
            return shares;
        }

        private static Receipt.Share nothing(String contributor, Receipt.Attribution of) {
            Optional<Receipt.Support> none =
                    of.saysSupport() ? Optional.of(new Receipt.Support(0, 0)) : Optional.empty();
            return new Receipt.Share(contributor, 0, none, 0, 0, 0, List.of(), List.of());
        }
    }
}
