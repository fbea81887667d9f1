package org.openledger.factory;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.factory.evaluation.EvaluationTable;

/** What runs keep that repeats rows: their models' answers to rows that they held out. */
public final class RunTexts {
    private RunTexts() {}

    /** Forgets what models answered to some rows; how good the answers were stays. */
    public static void forget(Handle tx, Set<String> leaves) {
        RunTable.forgetSamples(tx, List.copyOf(leaves));
        EvaluationTable.forgetAnswers(tx, leaves);
    }
}
