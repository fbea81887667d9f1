package org.openledger.datanet.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.FiledRow;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.SearchScope;
import org.openledger.datanet.row.ShingleTable;
import org.openledger.datanet.screening.Containment.Kind;
import org.openledger.datanet.screening.Containment.Piece;

/**
 * Finds the earlier rows that parts of a row stand in: signed ones of any Datanet, and earlier ones of the same upload. Those
 * that share the rarest of its shingles are compared first, and as long as comparing finds something; work and memory are
 * bounded whatever rows were filed.
 */
public final class ContainmentSearch {
    /** Rows compared with one row; more pieces than that are not looked for. */
    private static final int MAX_COMPARED = 1024;
    /** Shingles of rows compared with one row, beyond those of the last block. */
    private static final int MAX_COMPARED_SHINGLES = 1 << 17;
    /** Rows compared before asking whether they were worth it. */
    private static final int BLOCK = 8;
    /** Shingles looked up together: each brings at most {@link ShingleTable#MAX_ROWS} rows. */
    private static final int MAX_SHINGLES_AT_ONCE = 32_768;

    private final Handle handle;
    private final EarlierRows known;
    private final SearchScope scope;
    private final Map<Long, List<FiledRow>> ofBatch = new HashMap<>();
    private Map<Long, List<FiledRow>> filed = Map.of();

    /** Rows are searched for only where one that they share a shingle with was signed after the scope's position. */
    ContainmentSearch(Handle handle, EarlierRows known, SearchScope scope) {
        this.handle = handle;
        this.known = known;
        this.scope = scope;
    }

    /**
     * What was found of a row.
     *
     * @param repeated the rows that it repeats alone
     * @param together when it repeats none alone but most of it stands in several: the one that has most of it
     */
    record Found(List<Leader> repeated, Optional<Leader> together) {}

    private record Compared(EarlierRow row, Piece piece) {}

    /** The batch in parts to {@link #prepare} one after another. */
    static List<List<Candidate>> parts(List<Candidate> batch) {
        List<List<Candidate>> parts = new ArrayList<>();
        int start = 0;
        int shingles = 0;
        for (int i = 0; i < batch.size(); i++) {
            int more = batch.get(i).askedShingles().length;
            if (i > start && shingles + more > MAX_SHINGLES_AT_ONCE) {
                parts.add(batch.subList(start, i));
                start = i;
                shingles = 0;
            }
            shingles += more;
        }
        parts.add(batch.subList(start, batch.size()));
        return parts;
    }

    /** Looks up the shingles of rows to be searched for next. */
    void prepare(List<Candidate> rows) {
        long[] shingles = rows.stream()
                .flatMapToLong(row -> Arrays.stream(asked(row)))
                .sorted()
                .distinct()
                .toArray();
        filed = ShingleTable.find(handle, shingles, scope);
    }

    /** From here on a row of the batch counts as an earlier one. */
    void add(Candidate row) {
        for (long shingle : row.keptShingles()) {
            List<FiledRow> rows = ofBatch.computeIfAbsent(shingle, key -> new ArrayList<>());
            if (rows.size() < ShingleTable.MAX_ROWS) {
                rows.add(new FiledRow(row.id(), true));
            }
        }
    }

    /** What earlier rows have of one of the rows last prepared. */
    Found of(Candidate row) {
        List<Long> ranked = ranked(row);
        Containment containment = new Containment(new Wording(row.fingerprint()));
        List<Compared> compared = new ArrayList<>();
        long shingles = 0;
        boolean worthIt = true;
        for (int start = 0; start < ranked.size() && worthIt && shingles < MAX_COMPARED_SHINGLES; start += BLOCK) {
            List<Long> block = ranked.subList(start, Math.min(ranked.size(), start + BLOCK));
            known.load(block);
            worthIt = false;
            for (long id : block) {
                EarlierRow other = known.require(id);
                Piece piece =
                        containment.add(other.wording(), other.contributor().equals(scope.contributor()));
                compared.add(new Compared(other, piece));
                shingles += other.fingerprint().shingles().length;
                worthIt |= piece.kind() != Kind.NOTHING;
            }
        }
        return found(containment, compared, new Wording(row.fingerprint()));
    }

    private Found found(Containment containment, List<Compared> compared, Wording wording) {
        Frame ofOthers = frame(compared, other -> !isOwn(other));
        Frame ofOwn = frame(compared, this::isOwn);
        List<Leader> repeated = compared.stream()
                .filter(each -> each.piece().kind().repeats())
                .filter(each -> !Frame.concerns(each.piece().kind())
                        || !(ofOthers.fillsOtherwise(wording, each.row().wording())
                                || (isOwn(each.row())
                                        && ofOwn.fillsOtherwise(
                                                wording, each.row().wording()))))
                .map(each -> each.row().contains(each.piece()))
                .toList();
        if (!repeated.isEmpty() || !containment.isRepeated()) {
            return new Found(repeated, Optional.empty());
        }
        List<Compared> pieces = compared.stream()
                .filter(each -> each.piece().kind() == Kind.PIECE)
                .toList();
        return new Found(
                List.of(),
                pieces.stream()
                        .min(Comparator.comparingDouble(
                                        (Compared each) -> -each.piece().part())
                                .thenComparing(Compared::row))
                        .map(most -> most.row().containsWithOthers(containment.together(), pieces.size())));
    }

    private static Frame frame(List<Compared> compared, Predicate<EarlierRow> whose) {
        return Frame.of(compared.stream()
                .filter(each -> Frame.concerns(each.piece().kind()))
                .map(Compared::row)
                .filter(whose)
                .toList());
    }

    private boolean isOwn(EarlierRow row) {
        return row.contributor().equals(scope.contributor());
    }

    /** Those that share most, where a shingle that few rows have says more; none where nothing new is among them. */
    private List<Long> ranked(Candidate row) {
        Map<Long, Double> rarities = new HashMap<>();
        boolean anyNew = false;
        for (long shingle : asked(row)) {
            List<FiledRow> rows = new ArrayList<>(filed.getOrDefault(shingle, List.of()));
            rows.addAll(ofBatch.getOrDefault(shingle, List.of()));
            rows.removeIf(other -> !isBefore(other.rowId(), row));
            for (FiledRow other : rows) {
                rarities.merge(other.rowId(), 1.0 / rows.size(), Double::sum);
                anyNew |= other.isNew();
            }
        }
        return !anyNew
                ? List.of()
                : rarities.entrySet().stream()
                        .sorted(Map.Entry.<Long, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MAX_COMPARED)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static long[] asked(Candidate row) {
        return Containment.concerns(row.fingerprint()) ? row.askedShingles() : new long[0];
    }

    /** Of a row's own upload the earlier lines alone count. */
    private static boolean isBefore(long other, Candidate row) {
        return other / Row.MAX_A_CONTRIBUTION != row.id() / Row.MAX_A_CONTRIBUTION || other < row.id();
    }
}
