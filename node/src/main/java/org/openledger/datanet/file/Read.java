package org.openledger.datanet.file;

import org.openledger.datanet.row.Reason;

/** What stands at one place of a file. */
public sealed interface Read {
    Place place();

    /** A record with its values by column, in the order of the file. */
    record Good(Place place, Value.Members values) implements Read {}

    /**
     * No record.
     *
     * @param detail a sentence: what is wrong, where, and what to do
     * @param text what stands there, as far as it was read
     * @param repairable whether it is one with {@link ReadOptions#repair}
     */
    record Bad(Place place, Reason reason, String detail, String text, boolean repairable) implements Read {}
}
