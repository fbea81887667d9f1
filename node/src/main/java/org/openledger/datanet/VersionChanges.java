package org.openledger.datanet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;

/**
 * What one version has that another has not. A row that is gone and one that is new are a correction where the one says that it corrects
 * the other; and where both are of one contributor and differ in what is to be learnt alone.
 *
 * @param changes removed ones first, then corrected ones, then added ones
 */
public record VersionChanges(List<Change> changes) {
    /** The fields that say what is to be learnt. */
    private static final Set<String> ANSWERS = Set.of("response", "chosen", "rejected", "label");

    public VersionChanges {
        changes = List.copyOf(changes);
    }

    /** A row that is in one of the versions alone; both where one took the place of the other. */
    public record Change(Optional<Row> before, Optional<Row> after) {
        public boolean isCorrection() {
            return before.isPresent() && after.isPresent();
        }
    }

    public static VersionChanges of(Handle handle, long datanet, long from, long to) {
        List<Row> removed = RowTable.onlyIn(handle, datanet, from, to);
        List<Row> added = RowTable.onlyIn(handle, datanet, to, from);
        Map<String, Deque<Row>> byQuestion = new HashMap<>();
        added.stream()
                .filter(row -> !row.isErased())
                .forEach(row -> byQuestion
                        .computeIfAbsent(question(row), _ -> new ArrayDeque<>())
                        .add(row));
        List<Change> changes = new ArrayList<>();
        List<Change> corrected = new ArrayList<>();
        Map<String, Row> correcting = new HashMap<>();
        added.forEach(row -> row.corrects().ifPresent(leaf -> correcting.put(leaf, row)));
        Map<String, Row> corrects = added.stream().collect(Collectors.toMap(Row::leaf, row -> row));
        Map<Row, Row> said = new HashMap<>();
        removed.forEach(row -> Optional.ofNullable(correcting.get(row.leaf()))
                .or(() -> row.corrects().map(corrects::get))
                .ifPresent(other -> said.put(row, other)));
        for (Row row : removed) {
            Optional<Row> after = Optional.ofNullable(said.get(row));
            if (after.isEmpty() && !row.isErased()) {
                Deque<Row> alike = byQuestion.getOrDefault(question(row), new ArrayDeque<>());
                alike.removeAll(said.values());
                after = Optional.ofNullable(alike.poll());
            }
            (after.isPresent() ? corrected : changes).add(new Change(Optional.of(row), after));
        }
        changes.addAll(corrected);
        Set<Long> taken =
                corrected.stream().map(each -> each.after().orElseThrow().id()).collect(Collectors.toSet());
        added.stream()
                .filter(row -> !taken.contains(row.id()))
                .forEach(row -> changes.add(new Change(Optional.empty(), Optional.of(row))));
        return new VersionChanges(changes);
    }

    /** Whose row it is and what it is about: a row without an answer is about nothing but itself. */
    private static String question(Row row) {
        boolean isAnswered = row.fields().keySet().stream().anyMatch(ANSWERS::contains);
        return row.contributor() + "\n" + (isAnswered ? String.join("\n", withoutAnswer(row)) : row.leaf());
    }

    private static List<String> withoutAnswer(Row row) {
        return row.fields().entrySet().stream()
                .filter(field -> !ANSWERS.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .toList();
    }
}
