package org.openledger.datanet.screening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.KeptRow;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.SearchScope;

/**
 * Finds, for rows on their way in, the rows they repeat, whole or in part: signed ones of any Datanet, and earlier ones of the
 * same upload. The one that came first leads: signed ones in the order of their contributions, then the upload's own by line.
 *
 * <p>A row that its Datanet's owner did not take still leads, so that nobody else can collect for it; only its own
 * contributor may offer it again.
 */
public final class DuplicateSearch {
    /** Candidates compared exactly for one row, those with most bands in common first. */
    private static final int MAX_COMPARED = 64;

    private final Handle handle;
    private final SearchScope scope;
    private final EarlierRows known;
    private final ContainmentSearch containment;

    private DuplicateSearch(Handle handle, SearchScope scope) {
        this.handle = handle;
        this.scope = scope;
        this.known = new EarlierRows(handle);
        this.containment = new ContainmentSearch(handle, known, scope);
    }

    /** Against everything signed, and the rows of this contribution that are kept already. */
    public static DuplicateSearch everywhere(Handle handle, String contributor, long contribution) {
        return since(handle, contributor, contribution, -1);
    }

    /** Against what was signed after a position, alone or with what came before: for rows compared with all before it. */
    public static DuplicateSearch since(Handle handle, String contributor, long contribution, long afterPosition) {
        return new DuplicateSearch(handle, new SearchScope(contributor, contribution, afterPosition));
    }

    /** A row and the one it repeats. */
    public record Found(long rowId, Leader leader) {}

    /**
     * The leaders of those rows that have one, by the rows' ids. Rows of the batch itself lead later ones in it when
     * {@code withinBatch}.
     */
    public Map<Long, Leader> leaders(List<Candidate> batch, boolean withinBatch) {
        Map<String, List<Long>> exact = byText(batch);
        Map<Long, Set<Long>> near = byBand(batch);
        near.values().forEach(known::load);
        Map<Long, Leader> leaders = new HashMap<>();
        for (List<Candidate> part : ContainmentSearch.parts(batch)) {
            containment.prepare(part);
            for (Candidate row : part) {
                Optional<Leader> leader = leaderOf(row, exact, near);
                leader.ifPresent(found -> leaders.put(row.id(), found));
                if (leader.isEmpty() && withinBatch) {
                    add(row, exact, near);
                }
            }
        }
        return leaders;
    }

    /** From here on the row may lead later ones of the batch. */
    private void add(Candidate row, Map<String, List<Long>> exact, Map<Long, Set<Long>> near) {
        known.add(EarlierRow.ofUpload(row, scope.contributor()));
        exact.computeIfAbsent(row.fingerprint().textDigest(), key -> new ArrayList<>())
                .add(row.id());
        for (long band : row.bands()) {
            near.computeIfAbsent(band, key -> new HashSet<>()).add(row.id());
        }
        containment.add(row);
    }

    /** The first of all that the row repeats; of one that it repeats in several ways, the closest way. */
    private Optional<Leader> leaderOf(Candidate row, Map<String, List<Long>> exact, Map<Long, Set<Long>> near) {
        List<Leader> found = new ArrayList<>();
        for (long id : exact.getOrDefault(row.fingerprint().textDigest(), List.of())) {
            found.add(known.require(id).isSame());
        }
        for (long id : mostShared(row, near)) {
            EarlierRow other = known.require(id);
            double similarity = row.fingerprint().similarity(other.fingerprint());
            if (similarity >= Fingerprint.NEAR) {
                found.add(other.isNear(similarity));
            }
        }
        ContainmentSearch.Found parts = containment.of(row);
        found.addAll(parts.repeated());
        return found.stream()
                .min(Comparator.comparing((Leader leader) -> known.require(leader.rowId()))
                        .thenComparing(Leader::reason))
                .or(parts::together);
    }

    private static List<Long> mostShared(Candidate row, Map<Long, Set<Long>> near) {
        Map<Long, Integer> shared = new HashMap<>();
        for (long band : row.bands()) {
            near.getOrDefault(band, Set.of()).forEach(id -> shared.merge(id, 1, Integer::sum));
        }
        return shared.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_COMPARED)
                .map(Map.Entry::getKey)
                .toList();
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

    private Map<Long, Set<Long>> byBand(List<Candidate> batch) {
        Set<Long> bands = new HashSet<>();
        for (Candidate row : batch) {
            for (long band : row.bands()) {
                bands.add(band);
            }
        }
        Map<Long, Set<Long>> rows = new HashMap<>();
        RowTable.byBand(handle, bands, scope).forEach((band, ids) -> rows.put(band, new HashSet<>(ids)));
        return rows;
    }
}
