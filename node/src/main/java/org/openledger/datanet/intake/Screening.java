package org.openledger.datanet.intake;

import java.util.List;
import java.util.Optional;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.Rejection;
import org.openledger.identity.TypedData;

/**
 * What became of an upload.
 *
 * @param rejected the first refused lines, at most {@link #MAX_LISTED}; the history of uploads pages through all
 * @param typedData what to sign for the rows that passed; empty when none did
 */
public record Screening(Contribution contribution, List<Rejection> rejected, Optional<TypedData> typedData) {
    public static final int MAX_LISTED = 1000;

    public Screening {
        rejected = List.copyOf(rejected);
    }
}
