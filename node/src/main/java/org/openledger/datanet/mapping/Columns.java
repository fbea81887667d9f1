package org.openledger.datanet.mapping;

import java.util.Optional;
import java.util.Set;
import org.openledger.datanet.file.Value;

/** Finds values of a record by the names that a mapping gives them. */
final class Columns {
    private static final Set<String> SPEAKERS = Set.of("system", "user", "assistant");
    /** Of a transcript: what comes before its last turn, and that. */
    static final Set<String> PARTS = Set.of("before", "last");

    /** The first item of a list. */
    private static final String FIRST = "0";

    private Columns() {}

    /**
     * What a name leads to.
     *
     * @param column that the value stands in
     * @param speaker whose words of the chat in it are meant; empty for the value itself
     * @param whole whether the value is all of the column
     */
    record Found(String column, Value value, String speaker, boolean whole) {}

    /** Empty where the record has nothing of this name. */
    static Optional<Found> find(Value.Members record, String name) {
        if (record.members().containsKey(name)) {
            return Optional.of(new Found(name, record.get(name), "", true));
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0 && PARTS.contains(name.substring(dot + 1))) {
            Optional<Found> text = find(record, name.substring(0, dot));
            if (text.isPresent() && ChatReader.isTranscript(text.get().value())) {
                return Optional.of(new Found(
                        text.get().column(),
                        text.get().value(),
                        name.substring(dot + 1),
                        text.get().whole()));
            }
        }
        if (dot > 0 && SPEAKERS.contains(name.substring(dot + 1))) {
            Optional<Found> chat = find(record, name.substring(0, dot));
            if (chat.isPresent() && ChatReader.isChat(chat.get().value())) {
                return Optional.of(new Found(
                        chat.get().column(),
                        chat.get().value(),
                        name.substring(dot + 1),
                        chat.get().whole()));
            }
        }
        for (int at = name.indexOf('.'); at > 0; at = name.indexOf('.', at + 1)) {
            String column = name.substring(0, at);
            String rest = name.substring(at + 1);
            if (record.get(column) instanceof Value.Members members) {
                return find(members, rest).map(inner -> new Found(column, inner.value(), inner.speaker(), false));
            }
            if (record.get(column) instanceof Value.Items items
                    && rest.equals(FIRST)
                    && !items.items().isEmpty()) {
                return Optional.of(new Found(
                        column, items.items().getFirst(), "", items.items().size() == 1));
            }
        }
        return Optional.empty();
    }
}
