package org.openledger.datanet.row;

import java.util.Optional;

/**
 * What screening says of a row in which it found something.
 *
 * @param reason what was found; of several things the one with the strictest act
 * @param detail all of it, in a sentence
 * @param leader the row that it is related to
 */
public record Verdict(Treatment act, Reason reason, String detail, Optional<Leader> leader) {
    /** Both; the stricter act and its reason count. */
    public Verdict and(Verdict other) {
        boolean isFirst = act.compareTo(other.act) <= 0;
        Verdict first = isFirst ? this : other;
        Verdict second = isFirst ? other : this;
        return new Verdict(
                first.act, first.reason, first.detail + "; " + second.detail, first.leader.or(() -> second.leader));
    }
}
