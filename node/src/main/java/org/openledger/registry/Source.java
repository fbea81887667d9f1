package org.openledger.registry;

import java.util.Comparator;

/**
 * A version of a Datanet that a run learns from.
 *
 * @param datanet this node's number for the Datanet
 * @param number the version
 */
public record Source(long datanet, long number) implements Comparable<Source> {
    private static final Comparator<Source> ORDER =
            Comparator.comparingLong(Source::datanet).thenComparingLong(Source::number);

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }
}
