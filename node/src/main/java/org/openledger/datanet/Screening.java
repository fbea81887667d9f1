package org.openledger.datanet;

import java.util.List;
import java.util.Optional;
import org.openledger.identity.TypedData;

/**
 * What became of an upload.
 *
 * @param rejected the first refused lines, at most {@link #MAX_LISTED}; {@link Contributions#history} pages through all
 * @param typedData what to sign for the rows that passed; empty when none did
 */
public record Screening(Contribution contribution, List<Rejection> rejected, Optional<TypedData> typedData) {
    public static final int MAX_LISTED = 1000;

    public Screening {
        rejected = List.copyOf(rejected);
    }

    /**
     * @param line from 1
     * @param detail a sentence: what is wrong and what to do
     * @param leader the leaf of the row this one repeats
     */
    public record Rejection(long line, Reason reason, String detail, Optional<String> leader) {}
}
