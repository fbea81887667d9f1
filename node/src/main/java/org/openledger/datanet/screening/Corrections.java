package org.openledger.datanet.screening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.KeptRow;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.row.Verdict;

/** Rows that name the row that they are to replace. */
public final class Corrections {
    private Corrections() {}

    /** What becomes of those that do; they may correct rows that their own Datanet has taken. */
    public static Map<Long, Verdict> of(Handle handle, List<Candidate> rows, long datanet, ScreeningPolicy policy) {
        Map<String, KeptRow> corrected = new HashMap<>();
        List<String> leaves =
                rows.stream().flatMap(row -> row.corrects().stream()).distinct().toList();
        RowTable.byLeaves(handle, leaves)
                .forEach(kept -> corrected.put(kept.row().leaf(), kept));
        Map<Long, Verdict> verdicts = new HashMap<>();
        for (Candidate row : rows) {
            row.corrects()
                    .ifPresent(leaf -> verdicts.put(row.id(), verdict(corrected.get(leaf), leaf, datanet, policy)));
        }
        return verdicts;
    }

    private static Verdict verdict(
            @org.jspecify.annotations.Nullable KeptRow kept, String leaf, long datanet, ScreeningPolicy policy) {
        if (kept == null
                || kept.row().datanet() != datanet
                || kept.row().state() != Row.State.ACCEPTED
                || kept.row().isErased()) {
            return new Verdict(
                    Treatment.REFUSE,
                    Reason.WRONG_SCHEMA,
                    "it is to correct row " + leaf + ", and Datanet " + datanet
                            + " has taken no such row: say the leaf of one of its rows",
                    Optional.empty());
        }
        EarlierRow row = EarlierRow.of(kept);
        String detail = "it corrects " + row.where();
        return new Verdict(
                policy.of(Reason.CORRECTION),
                Reason.CORRECTION,
                detail,
                Optional.of(new Leader(Reason.CORRECTION, row.leaf(), row.id(), row.cluster(), detail)));
    }
}
