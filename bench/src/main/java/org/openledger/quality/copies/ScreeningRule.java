package org.openledger.quality.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.train.RowText;

/** What stands before training and refuses rows that repeat earlier ones. */
@FunctionalInterface
public interface ScreeningRule {
    /**
     * Whether a row is refused because earlier ones say it.
     *
     * @param own earlier rows of the same contributor
     */
    boolean repeats(RowText later, List<RowText> others, List<RowText> own);

    /** The rows that come through, in the order of the names; who keeps none is left out. */
    default SortedMap<String, List<RowText>> passed(SortedMap<String, List<RowText>> given) {
        SortedMap<String, List<RowText>> passed = new TreeMap<>();
        List<RowText> before = new ArrayList<>();
        given.forEach((name, rows) -> {
            List<RowText> kept = new ArrayList<>();
            for (RowText row : rows) {
                if (!repeats(row, before, kept)) {
                    kept.add(row);
                }
            }
            before.addAll(kept);
            if (!kept.isEmpty()) {
                passed.put(name, kept);
            }
        });
        return passed;
    }
}
