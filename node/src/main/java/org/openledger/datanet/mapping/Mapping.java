package org.openledger.datanet.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/**
 * Which column each field of a row is taken from.
 *
 * <p>A column is named as its file has it. {@code a.b} is the member b of column a; {@code chat.user}, {@code chat.assistant}
 * and {@code chat.system} are what one of them says in a column of messages, where each speaks once; {@code a.0} is the first item of a
 * list; {@code a.last} is the last turn of a transcript and {@code a.before} what comes before it. A chat is a column of
 * messages, or made of columns that are what the {@code user}, the {@code assistant} and the {@code system} say.
 *
 * @param shape what the columns are known as, such as "Alpaca"
 * @param columns by field, in the order of the schema
 */
public record Mapping(String shape, Map<String, String> columns) {
    public Mapping {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
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
        for (String part : said.split(",", -1)) {
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
