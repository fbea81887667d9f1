package org.openledger.datanet.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.store.Refusal.Kind;

/** Finds which column each field is taken from: what the sender says first, then shapes that are known. */
public final class MappingFinder {
    /** The fields that make a chat of columns that are none. */
    private static final List<String> TURN = List.of("user", "context", "assistant");

    private static final String OWN = "as given";
    private static final int MAX_NAMED = 20;
    private static final int MAX_NAME_CHARACTERS = 60;

    private MappingFinder() {}

    /**
     * The mapping of a file, by its first records and what its sender says of it.
     *
     * @param said columns by field; they go before what is found
     * @param kind of the file, for what is said when nothing fits
     */
    public static Mapping find(Schema schema, List<Value.Members> sample, Map<String, String> said, String kind) {
        said.forEach((field, column) -> check(schema, sample, field, column));
        Map<String, String> found = new LinkedHashMap<>();
        schema.fields().stream()
                .filter(field ->
                        sample.stream().anyMatch(record -> record.members().containsKey(field)))
                .forEach(field -> found.put(field, field));
        KnownShapes.find(schema, sample).ifPresent(mapping -> {
            found.clear();
            boolean overTurns = said.keySet().stream().anyMatch(TURN::contains) && schema == Schema.CHAT;
            if (!(overTurns && mapping.columns().containsKey(Schema.MESSAGES))) {
                found.putAll(mapping.columns());
            }
        });
        String shape = said.isEmpty()
                ? KnownShapes.find(schema, sample).map(Mapping::shape).orElse(OWN)
                : OWN;
        if (schema == Schema.CHAT && said.containsKey(Schema.MESSAGES)) {
            found.keySet().removeAll(TURN);
        }
        found.values().removeAll(said.values());
        found.putAll(said);
        Map<String, String> columns = new LinkedHashMap<>();
        fields(schema).filter(found::containsKey).forEach(field -> columns.put(field, found.getOrDefault(field, "")));
        Mapping mapping = new Mapping(shape, columns);
        Optional<String> choices = KnownShapes.choices(sample);
        if (choices.isPresent() && said.isEmpty() && columns.containsValue("answer")) {
            throw new DatanetException(
                    Kind.INVALID,
                    "the column answer of this file (" + kind + ") is the number of one of the " + choices.get()
                            + ": write the chosen text into it, and the " + choices.get()
                            + " into the question; or say which column is which field");
        }
        List<String> missing = missing(schema, columns);
        if (!missing.isEmpty() && KnownShapes.isJudged(sample)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "this file (" + kind
                            + ") has answers that were judged (KTO), the bad ones too: give it to a Datanet of "
                            + Schema.LABEL + ", or say which column is which field");
        }
        if (!missing.isEmpty()) {
            throw new DatanetException(
                    Kind.INVALID,
                    "no column of this file (" + kind + ") is known to be " + String.join(" and ", missing)
                            + ": name it, as in "
                            + missing.stream().map(field -> field + "=COLUMN").collect(Collectors.joining(","))
                            + "; the columns are " + names(sample) + elsewhere(schema, sample));
        }
        return mapping;
    }

    /** Whether records have columns of all these names, of which there is at least one. */
    public static boolean haveAll(List<Value.Members> records, Collection<String> columns) {
        return !columns.isEmpty()
                && columns.stream()
                        .allMatch(column -> records.stream()
                                .anyMatch(record -> Columns.find(record, column).isPresent()));
    }

    /** Which other Datanets a file fits as it is. */
    private static String elsewhere(Schema schema, List<Value.Members> sample) {
        return Arrays.stream(Schema.values())
                .filter(other -> other != schema)
                .flatMap(other -> KnownShapes.find(other, sample).stream()
                        .map(mapping -> "; a Datanet of " + other + " takes it as it is (" + mapping.shape() + ")"))
                .findFirst()
                .or(() -> JudgedAnswers.are(sample)
                        ? Optional.of("; a Datanet of " + Schema.PREFERENCE + " takes its answers as pairs")
                        : Optional.empty())
                .orElse("");
    }

    /** The fields that may be mapped, in the order of the schema. */
    public static Stream<String> fields(Schema schema) {
        return schema == Schema.CHAT
                ? Stream.of(schema.fields(), List.of("system"), TURN).flatMap(List::stream)
                : schema.fields().stream();
    }

    private static List<String> missing(Schema schema, Map<String, String> columns) {
        if (schema == Schema.CHAT && !columns.containsKey(Schema.MESSAGES)) {
            boolean begun = columns.containsKey("user") || columns.containsKey("assistant");
            return (begun ? List.of("user", "assistant") : List.of(Schema.MESSAGES))
                    .stream().filter(field -> !columns.containsKey(field)).toList();
        }
        return schema.required().stream()
                .filter(field -> !columns.containsKey(field))
                .toList();
    }

    private static void check(Schema schema, List<Value.Members> sample, String field, String column) {
        if (fields(schema).noneMatch(field::equals)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "'" + field + "' is no field of a row of " + schema + ": its fields are "
                            + fields(schema).collect(Collectors.joining(", ")));
        }
        boolean there = sample.isEmpty()
                || sample.stream()
                        .anyMatch(record -> Columns.find(record, column).isPresent());
        if (!there) {
            throw new DatanetException(
                    Kind.INVALID,
                    "the file has no column '" + column + "' for " + field + ": its columns are " + names(sample));
        }
    }

    private static String names(List<Value.Members> sample) {
        Set<String> names = new LinkedHashSet<>();
        sample.forEach(record -> names.addAll(record.members().keySet()));
        return names.stream()
                        .limit(MAX_NAMED)
                        .map(name -> name.length() > MAX_NAME_CHARACTERS
                                ? name.substring(0, MAX_NAME_CHARACTERS) + "…"
                                : name)
                        .collect(Collectors.joining(", "))
                + (names.size() > MAX_NAMED ? " and " + (names.size() - MAX_NAMED) + " more" : "");
    }
}
