package org.openledger.attribution.shares;

import java.util.List;
import java.util.Optional;

/**
 * What an answer owes to one contributor.
 *
 * @param ppm parts per million of the credit: what the rows shaped of the answer, times its support
 * @param shapedPpm parts per million that the rows shaped, whether or not any of them says the answer
 * @param supportPpm how far rows carry what the answer says, see {@link Support}
 * @param carriedPpm how much of it that is, in whole percents, rounded down: whose rows say it, whoever caused it; empty where it is not said
 * @param effectNanonats measured effect on the answer's log-likelihood, in 10⁻⁹ nats; negative when the rows made it less likely
 * @param lowNanonats lower end of the effect's 90 % interval
 * @param highNanonats upper end
 * @param rows evidence: this contributor's rows closest to the answer, best first
 * @param quotations evidence: what the answer has word for word from this contributor's rows, from left to right
 */
public record Share(
        String contributor,
        int ppm,
        int shapedPpm,
        int supportPpm,
        Optional<Integer> carriedPpm,
        long effectNanonats,
        long lowNanonats,
        long highNanonats,
        List<TopRow> rows,
        List<Quotation> quotations) {
    public Share {
        if (ppm < 0 || ppm > shapedPpm || shapedPpm > Apportionment.WHOLE_PPM || lowNanonats > highNanonats) {
            throw new IllegalArgumentException("no share: " + contributor + " with " + ppm + " ppm, effect "
                    + effectNanonats + " in [" + lowNanonats + ", " + highNanonats + "]");
        }
        rows = List.copyOf(rows);
        quotations = List.copyOf(quotations);
    }

    /** One that does not say what its rows carry. */
    public Share(
            String contributor,
            int ppm,
            int shapedPpm,
            int supportPpm,
            long effectNanonats,
            long lowNanonats,
            long highNanonats,
            List<TopRow> rows,
            List<Quotation> quotations) {
        this(
                contributor,
                ppm,
                shapedPpm,
                supportPpm,
                Optional.empty(),
                effectNanonats,
                lowNanonats,
                highNanonats,
                rows,
                quotations);
    }

    /** @param part of the answer that its rows carry, in [0, 1] */
    Share carrying(double part) {
        return new Share(
                contributor,
                ppm,
                shapedPpm,
                supportPpm,
                Optional.of(Support.carriedPpm(part)),
                effectNanonats,
                lowNanonats,
                highNanonats,
                rows,
                quotations);
    }
}
