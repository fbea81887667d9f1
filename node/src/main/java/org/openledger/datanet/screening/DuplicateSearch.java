package org.openledger.datanet.screening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.KeptRow;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.SearchScope;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.row.Verdict;

/**
 * Finds, for rows on their way in, the rows they repeat, whole or in part: those of the {@link SearchScope}. The one that came first leads: signed ones in the order of their contributions, then the upload's own by line.
 */
public final class DuplicateSearch {
    private final Handle handle;
    private final SearchScope scope;
    private final EarlierRows known;
    private final ContainmentSearch containment;
    private final ScreeningPolicy policy;

    public DuplicateSearch(Handle handle, SearchScope scope, ScreeningPolicy policy) {
        this.policy = policy;
        this.handle = handle;
        this.scope = scope;
        this.known = new EarlierRows(handle);
        this.containment = new ContainmentSearch(handle, known, scope);
    }

    /** A row and what is said of it. */
    public record Found(long rowId, Verdict verdict) {}

    /**
     * What is said of those rows that repeat others, by the rows' ids, together with what was said of them before. Rows of the
     * batch itself lead later ones in it when {@code withinBatch}, unless they are refused.
     */
    public Map<Long, Verdict> verdicts(List<Candidate> batch, Map<Long, Verdict> before, boolean withinBatch) {
        Map<String, List<Long>> exact = byText(batch);
        Map<Long, Verdict> verdicts = new HashMap<>(before);
        for (List<Candidate> part : ContainmentSearch.parts(batch)) {
            containment.prepare(part);
            for (Candidate row : part) {
                leaderOf(row, exact)
                        .map(this::verdict)
                        .ifPresent(found -> verdicts.merge(row.id(), found, Verdict::and));
                Verdict verdict = verdicts.get(row.id());
                if (withinBatch && (verdict == null || verdict.act() != Treatment.REFUSE)) {
                    add(row, exact);
                }
            }
        }
        return verdicts;
    }

    private boolean isOfItsDatanet(Leader leader) {
        return known.require(leader.rowId()).datanet() == scope.datanet();
    }

    private Verdict verdict(Leader leader) {
        Reason reason = isOfItsDatanet(leader) ? leader.reason() : Reason.ELSEWHERE;
        return new Verdict(policy.of(reason), reason, leader.detail(), Optional.of(leader));
    }

    /** From here on the row may lead later ones of the batch. */
    private void add(Candidate row, Map<String, List<Long>> exact) {
        known.add(EarlierRow.ofUpload(row, scope.contributor(), scope.datanet()));
        exact.computeIfAbsent(row.fingerprint().textDigest(), key -> new ArrayList<>())
                .add(row.id());
        containment.add(row);
    }

    /**
     * The first of all that the row repeats, those of its own Datanet first; of one that it repeats in several ways, the closest way.
     * What it says that it corrects it may resemble; and what it varies in another Datanet.
     */
    private Optional<Leader> leaderOf(Candidate row, Map<String, List<Long>> exact) {
        List<Leader> found = new ArrayList<>();
        Wording wording = new Wording(row.fingerprint());
        for (long id : exact.getOrDefault(row.fingerprint().textDigest(), List.of())) {
            if (!Difference.inSigns(wording, known.require(id).wording())) {
                found.add(known.require(id).isSame());
            }
        }
        ContainmentSearch.Found parts = containment.of(row);
        parts.repeated().stream()
                .filter(leader -> leader.reason() != Reason.VARIANT || isOfItsDatanet(leader))
                .filter(leader -> row.corrects().filter(leader.leaf()::equals).isEmpty())
                .forEach(found::add);
        return found.stream()
                .min(Comparator.comparing((Leader leader) -> !isOfItsDatanet(leader))
                        .thenComparing(leader -> known.require(leader.rowId()))
                        .thenComparing(Leader::reason))
                .or(parts::together);
    }

    private Map<String, List<Long>> byText(List<Candidate> batch) {
        List<String> digests = batch.stream()
                .map(row -> row.fingerprint().textDigest())
                .distinct()
                .toList();
        Map<String, List<Long>> ids = new HashMap<>();
        for (KeptRow kept : RowTable.byText(handle, digests, scope)) {
            EarlierRow row = EarlierRow.of(kept);
            known.add(row);
            ids.computeIfAbsent(row.textDigest(), key -> new ArrayList<>()).add(row.id());
        }
        return ids;
    }
}
