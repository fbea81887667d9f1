package org.openledger.attribution.shares;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom an answer owes what: shares, base and unattributed sum to exactly 1,000,000 parts.
 *
 * @param shares one for each contributor, those of 0 ppm too; by ppm, largest first, then by name
 * @param basePpm what the base model knew without the data
 * @param unattributedPpm what fine-tuning added and no measured effect explains, and what rows shaped and do not carry
 * @param confidencePpm the part of what rows and base shaped that another seed of the run is expected to give to the same receivers;
 *     where nothing is said of other seeds, the part that stays with them in at least 90 % of the resamples of the answer's tokens,
 *     times n/(n+1) for an answer of n tokens, and beyond the base's part times how predictable the run was
 * @param deltaNanonats the answer's log-likelihood under the model minus under the base, in 10⁻⁹ nats
 * @param context what the sources in the prompt did, where there were any
 * @param otherSeeds what intervals and confidence say of other seeds; empty where they say nothing of them
 */
public record Attribution(
        List<Share> shares,
        int basePpm,
        int unattributedPpm,
        int confidencePpm,
        long deltaNanonats,
        Optional<Context> context,
        Optional<OtherSeeds> otherSeeds) {
    public Attribution {
        shares = List.copyOf(shares);
        long sum = (long) basePpm + unattributedPpm;
        for (Share share : shares) {
            sum += share.ppm();
        }
        if (sum != Apportionment.WHOLE_PPM || basePpm < 0 || unattributedPpm < 0) {
            throw new IllegalStateException("the parts of an answer's credit sum to " + sum);
        }
        if (confidencePpm < 0 || confidencePpm > Apportionment.WHOLE_PPM) {
            throw new IllegalStateException("a confidence of " + confidencePpm + " ppm");
        }
    }

    /**
     * What the sources in a prompt did.
     *
     * @param method how they were measured
     * @param sources in the order of the prompt
     */
    public record Context(String method, List<SourceEffect> sources) {
        public Context {
            sources = List.copyOf(sources);
        }
    }

    /**
     * What an attribution says of other seeds.
     *
     * @param factorPpm by how much intervals of the answer's tokens are widened, in parts per million
     * @param leadFactorPpm the same of who leads the answer; empty where it is the same
     * @param commonPpm of the squared doubts, the part that is common to all answers of the run
     * @param foreseen whose effects were foreseen and not measured, by name
     */
    public record OtherSeeds(int factorPpm, Optional<Integer> leadFactorPpm, int commonPpm, List<String> foreseen) {
        public OtherSeeds {
            foreseen = List.copyOf(foreseen);
        }
    }

    /** What a source added to the answer's log-likelihood, in 10⁻⁹ nats, with its 90 % interval. */
    public record SourceEffect(long effectNanonats, long lowNanonats, long highNanonats) {}

    /**
     * As sure as the run it comes from allows: nobody is sure of effects of a run whose removals cannot be foreseen. What is the
     * base's does not rest on removals.
     */
    Attribution onRun(int predictablePpm) {
        int ofBase = Math.min(confidencePpm, basePpm);
        long ofData = (long) (confidencePpm - ofBase) * predictablePpm / Apportionment.WHOLE_PPM;
        return new Attribution(
                shares, basePpm, unattributedPpm, (int) (ofBase + ofData), deltaNanonats, context, otherSeeds);
    }

    /** The same evidence, and nobody's credit: where the answer is not of the model that was measured. */
    public Attribution ofNobody() {
        return new Attribution(
                shares.stream()
                        .map(share -> new Share(
                                share.contributor(),
                                /* ppm= */ 0,
                                /* shapedPpm= */ 0,
                                /* supportPpm= */ 0,
                                share.carriedPpm(),
                                /* effectNanonats= */ 0,
                                /* lowNanonats= */ 0,
                                /* highNanonats= */ 0,
                                share.rows(),
                                share.quotations()))
                        .sorted(Comparator.comparing(Share::contributor))
                        .toList(),
                0,
                Apportionment.WHOLE_PPM,
                0,
                0,
                context.map(given -> new Context(
                        given.method,
                        given.sources.stream()
                                .map(_ -> new SourceEffect(0, 0, 0))
                                .toList())),
                otherSeeds);
    }

    /** The same that says how much of the answer each contributor's rows carry, in [0, 1]; nothing of it, who is not named. */
    Attribution carrying(Map<String, Double> carried) {
        return new Attribution(
                shares.stream()
                        .map(share -> share.carrying(carried.getOrDefault(share.contributor(), 0.0)))
                        .toList(),
                basePpm,
                unattributedPpm,
                confidencePpm,
                deltaNanonats,
                context,
                otherSeeds);
    }

    Attribution with(Context given) {
        return new Attribution(
                shares, basePpm, unattributedPpm, confidencePpm, deltaNanonats, Optional.of(given), otherSeeds);
    }
}
