package org.openledger.datanet.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.store.Refusal.Kind;

/**
 * Which column each field of a row is taken from.
 *
 * <p>A column is named as its file has it. {@code a.b} is the member b of column a; {@code chat.user}, {@code chat.assistant}
 * and {@code chat.system} are what one of them says in a column of messages, where each speaks once. A chat is a column of
 * messages, or made of columns that are what the {@code user}, the {@code assistant} and the {@code system} say.
 *
 * @param shape what the columns are known as, such as "Alpaca"
 * @param columns by field, in the order of the schema
 */
public record Mapping(String shape, Map<String, String> columns) {
    /** The fields that make a chat of columns that are none. */
    static final List<String> TURN = List.of("system", "user", "context", "assistant");

    static final String OWN = "as given";

    public Mapping {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * The mapping of a file, by its first records and what its sender says of it.
     *
     * @param said columns by field; they go before what is found
     * @param kind of the file, for what is said when nothing fits
     */
    public static Mapping of(Schema schema, List<Value.Members> sample, Map<String, String> said, String kind) {
        said.forEach((field, column) -> check(schema, sample, field, column));
        Map<String, String> found = new LinkedHashMap<>();
        schema.fields().stream()
                .filter(field ->
                        sample.stream().anyMatch(record -> record.members().containsKey(field)))
                .forEach(field -> found.put(field, field));
        Shapes.find(schema, sample).ifPresent(mapping -> {
            found.clear();
            boolean overTurns = said.keySet().stream().anyMatch(TURN::contains) && schema == Schema.CHAT;
            if (!(overTurns && mapping.columns().containsKey(Schema.MESSAGES))) {
                found.putAll(mapping.columns());
            }
        });
        String shape =
                said.isEmpty() ? Shapes.find(schema, sample).map(Mapping::shape).orElse(OWN) : OWN;
        if (schema == Schema.CHAT && said.containsKey(Schema.MESSAGES)) {
            found.keySet().removeAll(TURN);
        }
        found.values().removeAll(said.values());
        found.putAll(said);
        Map<String, String> columns = new LinkedHashMap<>();
        fields(schema).filter(found::containsKey).forEach(field -> columns.put(field, found.getOrDefault(field, "")));
        Mapping mapping = new Mapping(shape, columns);
        List<String> missing = mapping.missing(schema);
        if (!missing.isEmpty() && Shapes.isJudged(sample)) {
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
                            + "; the columns are " + names(sample));
        }
        return mapping;
    }

    private static Stream<String> fields(Schema schema) {
        return schema == Schema.CHAT
                ? Stream.concat(schema.fields().stream(), TURN.stream())
                : schema.fields().stream();
    }

    private List<String> missing(Schema schema) {
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
                        .limit(20)
                        .map(name -> name.length() > 60 ? name.substring(0, 60) + "…" : name)
                        .collect(Collectors.joining(", "))
                + (names.size() > 20 ? " and " + (names.size() - 20) + " more" : "");
    }

    /** As a sender says it: {@code instruction=question,response=answer}. */
    @Override
    public String toString() {
        return columns.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** What a sender said, {@code field=column,field=column}. */
    public static Map<String, String> parse(String said) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String part : said.split(",")) {
            int at = part.indexOf('=');
            if (part.isBlank() && said.isBlank()) {
                continue;
            }
            if (at < 1 || at == part.length() - 1) {
                throw new DatanetException(
                        Kind.INVALID,
                        "'" + part + "' is no field=column: say it as instruction=question,response=answer");
            }
            if (columns.put(
                            part.substring(0, at).strip(),
                            part.substring(at + 1).strip())
                    != null) {
                throw new DatanetException(
                        Kind.INVALID, "the field " + part.substring(0, at).strip() + " is mapped twice");
            }
        }
        return columns;
    }
}
