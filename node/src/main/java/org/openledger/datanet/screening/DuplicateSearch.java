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
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.QueryKeys;

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

    private static final String ELIGIBLE = """
             AND ((r.commit_position > :after AND NOT (r.state = 'REJECTED' AND r.contributor = :contributor))
                  OR (r.contribution = :own AND :after < 0))
            """;

    private final Handle handle;
    private final String contributor;
    private final long ownContribution;
    private final long afterPosition;
    private final EarlierRows known;
    private final ContainmentSearch containment;

    private DuplicateSearch(Handle handle, String contributor, long ownContribution, long afterPosition) {
        this.handle = handle;
        this.contributor = contributor;
        this.ownContribution = ownContribution;
        this.afterPosition = afterPosition;
        this.known = new EarlierRows(handle);
        this.containment = new ContainmentSearch(handle, known, contributor, ownContribution, afterPosition);
    }

    /** Against everything signed, and the rows of this contribution that are kept already. */
    public static DuplicateSearch everywhere(Handle handle, String contributor, long contribution) {
        return new DuplicateSearch(handle, contributor, contribution, -1);
    }

    /** Against what was signed after a position, alone or with what came before: for rows compared with all before it. */
    public static DuplicateSearch since(Handle handle, String contributor, long contribution, long afterPosition) {
        return new DuplicateSearch(handle, contributor, contribution, afterPosition);
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
        known.add(EarlierRow.ofUpload(row, contributor));
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
        List<EarlierRow> rows = handle.createQuery("SELECT " + EarlierRow.COLUMNS + EarlierRows.FROM
                        + " WHERE r.text_digest IN (<digests>)" + ELIGIBLE)
                .bindList("digests", digests)
                .bind("after", afterPosition)
                .bind("contributor", contributor)
                .bind("own", ownContribution)
                .map(EarlierRow::of)
                .list();
        for (EarlierRow row : rows) {
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
        for (List<Long> part : QueryKeys.parts(List.copyOf(bands))) {
            handle.createQuery("SELECT b.band, b.row_id FROM row_band b JOIN datanet_row r ON r.id = b.row_id"
                            + " WHERE b.band IN (<bands>)" + ELIGIBLE)
                    .bindList("bands", part)
                    .bind("after", afterPosition)
                    .bind("contributor", contributor)
                    .bind("own", ownContribution)
                    .map((result, context) -> Map.entry(result.getLong(1), result.getLong(2)))
                    .forEach(pair -> rows.computeIfAbsent(pair.getKey(), key -> new HashSet<>())
                            .add(pair.getValue()));
        }
        return rows;
    }
}
