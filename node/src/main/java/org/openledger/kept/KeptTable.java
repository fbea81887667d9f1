package org.openledger.kept;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the database.
 *
 * @param sealed whether each row has a seal; the rows of others are made again and compared
 * @param madeAgainFrom what its rows are computed from again when they are damaged; empty where nothing gives them again
 * @param columns each column with what it follows from, which is empty for what only its writer knew, such as a person's text
 */
public record KeptTable(
        String name, boolean sealed, Optional<String> madeAgainFrom, Map<String, Optional<String>> columns) {

    static KeptTable sealed(String name) {
        return new KeptTable(name, true, Optional.empty(), Map.of());
    }

    /** One whose rows say nothing that others do not. */
    static KeptTable derived(String name, String from) {
        return new KeptTable(name, false, Optional.of(from), Map.of());
    }

    /** Its rows can also be made again. */
    KeptTable madeAgainFrom(String from) {
        return new KeptTable(name, sealed, Optional.of(from), columns);
    }

    /** Columns that something else kept, or the chain, says too. */
    KeptTable follows(String from, String... names) {
        return with(Optional.of(from), names);
    }

    /** Columns that nothing else says: the seal alone holds them. */
    KeptTable free(String... names) {
        return with(Optional.empty(), names);
    }

    private KeptTable with(Optional<String> from, String... names) {
        Map<String, Optional<String>> more = new LinkedHashMap<>(columns);
        for (String column : names) {
            if (more.put(column, from) != null) {
                throw new IllegalArgumentException(name + " has " + column + " twice");
            }
        }
        return new KeptTable(name, sealed, madeAgainFrom, more);
    }
}
