package org.openledger.attribution.spans.file;

import java.util.Arrays;
import java.util.Optional;

/** What an index file holds, and so how large and how fast it is. */
public enum Tier {
    /** A shard of a folder: spans, counts and contributors, but no rows. */
    FAST(0),
    /** One model's rows: spans, counts, contributors, and the rows themselves. */
    ROWS(1),
    /** A shard of a folder, for corpora that are seldom asked: as {@link #FAST}, in a third of the bytes, many times slower. */
    COMPACT(2);

    private final int code;

    Tier(int code) {
        this.code = code;
    }

    /** How the file says it. */
    int code() {
        return code;
    }

    static Optional<Tier> of(int code) {
        return Arrays.stream(values()).filter(tier -> tier.code == code).findFirst();
    }
}
