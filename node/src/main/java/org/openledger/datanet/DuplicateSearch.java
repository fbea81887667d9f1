package org.openledger.datanet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds, for rows on their way in, the rows they repeat: signed ones of any Datanet, and earlier ones of the same upload.
 * The one that came first leads: signed ones in the order of their contributions, then the upload's own by line.
 *
 * <p>A row that its Datanet's owner did not take still leads, so that nobody else can collect for it; only its own
 * contributor may offer it again.
 */
final class DuplicateSearch {
    /** Candidates compared exactly for one row, those with most bands in common first. */
    private static final int MAX_COMPARED = 64;

    private static final int KEYS_PER_QUERY = 500;
    private static final String FROM_ROWS = " FROM datanet_row r JOIN datanet d ON d.id = r.datanet";
    private static final String ELIGIBLE = """
             AND ((r.commit_position > :after AND NOT (r.state = 'REJECTED' AND r.contributor = :contributor))
                  OR r.contribution = :own)
            """;

    private final Handle handle;
    private final String contributor;
    private final long ownContribution;
    private final long afterPosition;
    private final Map<Long, Known> known = new HashMap<>();

    private DuplicateSearch(Handle handle, String contributor, long ownContribution, long afterPosition) {
        this.handle = handle;
        this.contributor = contributor;
        this.ownContribution = ownContribution;
        this.afterPosition = afterPosition;
    }

    /** Against everything signed, and the rows of this contribution that are kept already. */
    static DuplicateSearch everywhere(Handle handle, String contributor, long contribution) {
        return new DuplicateSearch(handle, contributor, contribution, -1);
    }

    /** Against what was signed after a position only: for rows that were compared with all before it. */
    static DuplicateSearch since(Handle handle, String contributor, long afterPosition) {
        return new DuplicateSearch(handle, contributor, -1, afterPosition);
    }

    /** The row a candidate repeats. */
    record Leader(Reason reason, String leaf, long rowId, long cluster, String detail) {}

    /** A row and the one it repeats. */
    record Found(long rowId, Leader leader) {}

    /**
     * The leaders of those rows that have one, by the rows' ids. Rows of the batch itself lead later ones in it when
     * {@code withinBatch}.
     */
    Map<Long, Leader> leaders(List<Candidate> batch, boolean withinBatch) {
        Map<String, List<Long>> exact = byText(batch);
        Map<Long, Set<Long>> near = byBand(batch);
        load(near);
        Map<Long, Leader> leaders = new HashMap<>();
        WithinBatch earlier = new WithinBatch();
        for (Candidate row : batch) {
            Optional<Leader> leader = first(row, exact, near);
            if (leader.isEmpty() && withinBatch) {
                leader = earlier.leaderOf(row);
                if (leader.isEmpty()) {
                    earlier.add(row);
                }
            }
            leader.ifPresent(found -> leaders.put(row.id(), found));
        }
        return leaders;
    }

    private Optional<Leader> first(Candidate row, Map<String, List<Long>> exact, Map<Long, Set<Long>> near) {
        List<Leader> found = new ArrayList<>();
        for (long id : exact.getOrDefault(row.fingerprint().textDigest(), List.of())) {
            found.add(require(id).leader(Reason.EXACT_DUPLICATE, 1));
        }
        for (long id : mostShared(row, near)) {
            Known other = require(id);
            double similarity = row.fingerprint().similarity(other.fingerprint());
            boolean same =
                    row.fingerprint().textDigest().equals(other.fingerprint().textDigest());
            if (similarity >= Fingerprint.NEAR && !same) {
                found.add(other.leader(Reason.NEAR_DUPLICATE, similarity));
            }
        }
        return found.stream().min(Comparator.comparing(leader -> require(leader.rowId())));
    }

    private static List<Long> mostShared(Candidate row, Map<Long, Set<Long>> near) {
        Map<Long, Integer> shared = new HashMap<>();
        for (long band : row.fingerprint().bands()) {
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
        List<Known> rows = handle.createQuery(
                        "SELECT " + Known.COLUMNS + FROM_ROWS + " WHERE r.text_digest IN (<digests>)" + ELIGIBLE)
                .bindList("digests", digests)
                .bind("after", afterPosition)
                .bind("contributor", contributor)
                .bind("own", ownContribution)
                .map(Known::of)
                .list();
        for (Known row : rows) {
            known.put(row.id(), row);
            ids.computeIfAbsent(row.textDigest(), key -> new ArrayList<>()).add(row.id());
        }
        return ids;
    }

    private Map<Long, Set<Long>> byBand(List<Candidate> batch) {
        Set<Long> bands = new HashSet<>();
        for (Candidate row : batch) {
            for (long band : row.fingerprint().bands()) {
                bands.add(band);
            }
        }
        Map<Long, Set<Long>> rows = new HashMap<>();
        for (List<Long> part : parts(List.copyOf(bands))) {
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

    private void load(Map<Long, Set<Long>> near) {
        Set<Long> missing = new HashSet<>();
        near.values().forEach(missing::addAll);
        missing.removeAll(known.keySet());
        for (List<Long> part : parts(List.copyOf(missing))) {
            handle.createQuery("SELECT " + Known.COLUMNS + FROM_ROWS + " WHERE r.id IN (<ids>)")
                    .bindList("ids", part)
                    .map(Known::of)
                    .forEach(row -> known.put(row.id(), row));
        }
    }

    private Known require(long id) {
        Known row = known.get(id);
        if (row == null) {
            throw new IllegalStateException("row " + id + " was found by a band but could not be read");
        }
        return row;
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += KEYS_PER_QUERY) {
            parts.add(all.subList(start, Math.min(all.size(), start + KEYS_PER_QUERY)));
        }
        return parts;
    }

    /** The rows of a batch that have no leader so far, so may lead later ones. */
    private static final class WithinBatch {
        private final Map<String, Candidate> byText = new HashMap<>();
        private final Map<Long, List<Candidate>> byBand = new HashMap<>();

        void add(Candidate row) {
            byText.put(row.fingerprint().textDigest(), row);
            for (long band : row.fingerprint().bands()) {
                byBand.computeIfAbsent(band, key -> new ArrayList<>()).add(row);
            }
        }

        Optional<Leader> leaderOf(Candidate row) {
            Candidate same = byText.get(row.fingerprint().textDigest());
            if (same != null) {
                return Optional.of(leader(same, Reason.EXACT_DUPLICATE, 1));
            }
            Set<Candidate> candidates = new HashSet<>();
            for (long band : row.fingerprint().bands()) {
                candidates.addAll(byBand.getOrDefault(band, List.of()));
            }
            return candidates.stream()
                    .sorted(Comparator.comparingLong(Candidate::line))
                    .limit(MAX_COMPARED)
                    .filter(other -> row.fingerprint().similarity(other.fingerprint()) >= Fingerprint.NEAR)
                    .findFirst()
                    .map(other -> leader(
                            other, Reason.NEAR_DUPLICATE, row.fingerprint().similarity(other.fingerprint())));
        }

        private static Leader leader(Candidate row, Reason reason, double similarity) {
            String where = "line " + row.line() + " of this upload";
            return new Leader(reason, row.leaf(), row.id(), row.id(), sentence(reason, similarity, where));
        }
    }

    static String sentence(Reason reason, double similarity, String where) {
        return reason == Reason.EXACT_DUPLICATE
                ? "the same text as " + where + ": remove it"
                : "similar by " + Math.round(similarity * 100) + " % to " + where + ": remove it, or say something new";
    }
}
