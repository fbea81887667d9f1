package org.openledger.datanet.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.canonical.CanonicalText;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.mapping.ChatReader.Message;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Schema;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Makes a record a row of a schema, or says why it is none. Never throws for what a record holds. */
public final class RowMaker {
    private static final int BLANK_BRAILLE = 0x2800;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0000;
    private static final int LAST_TAG = 0xE007F;

    private final Schema schema;
    private final Mapping mapping;
    private final int maxCharacters;
    private final boolean repair;

    /**
     * @param maxCharacters of a field, of a chat, and of all metadata
     * @param repair whether numbers and booleans may be texts
     */
    public RowMaker(Schema schema, Mapping mapping, int maxCharacters, boolean repair) {
        this.schema = schema;
        this.mapping = mapping;
        this.maxCharacters = maxCharacters;
        this.repair = repair;
    }

    /** What a record turned out to be. */
    public sealed interface Made {
        /**
         * A row.
         *
         * @param fields by name, each present and not blank
         * @param metadata what is no field
         */
        record Row(SortedMap<String, String> fields, SortedMap<String, Json> metadata) implements Made {}

        /** @param repairable whether it is a row where repairs are wanted */
        record Refused(Reason reason, String detail, boolean repairable) implements Made {}
    }

    public Made make(Value.Members record) {
        try {
            requireAccepted(record);
            Set<String> used = new HashSet<>();
            SortedMap<String, String> fields = schema == Schema.CHAT ? chat(record, used) : texts(record, used);
            return new Made.Row(fields, metadata(record, used));
        } catch (NoRowException unfit) {
            return new Made.Refused(unfit.why(), unfit.detail(), unfit.isRepairable());
        } catch (VerifyException noText) {
            return new Made.Refused(
                    Reason.BAD_TEXT,
                    "a text or a name in it cannot be written down, for " + noText.getMessage() + ": remove that",
                    false);
        }
    }

    /** Prodigy exports what its annotators turned down too. */
    private static void requireAccepted(Value.Members record) {
        boolean annotated = record.members().containsKey("_input_hash");
        String answer = record.get("answer") instanceof Value.Text(String text) ? text : "";
        if (annotated && (answer.equals("reject") || answer.equals("ignore"))) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA, "its annotator answered '" + answer + "' (Prodigy): drop the row");
        }
    }

    private SortedMap<String, String> texts(Value.Members record, Set<String> used) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, String> each : mapping.columns().entrySet()) {
            String field = each.getKey();
            Optional<String> text =
                    text(record, field, each.getValue(), used, schema.required().contains(field));
            text.ifPresent(value -> fields.put(field, value));
        }
        return fields;
    }

    /** The text of a field; empty where the record has none and needs none. */
    private Optional<String> text(
            Value.Members record, String field, String column, Set<String> used, boolean required) {
        Columns.Found found = Columns.find(record, column).orElse(null);
        String name = named(field, column);
        if (found == null) {
            if (!required) {
                return Optional.empty();
            }
            throw new NoRowException(Reason.WRONG_SCHEMA, name + " is missing: fill it or drop the row");
        }
        Value value = found.speaker().isEmpty() ? found.value() : spoken(found, name);
        if (found.whole() && (found.speaker().isEmpty() || isAllMapped(record, found, name))) {
            used.add(found.column());
        }
        if (value.isEmpty() && !required) {
            return Optional.empty();
        }
        return Optional.of(readable(checked(texted(value, field, name), name), name));
    }

    /** A text whose letters were not taken for others: UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again. */
    private String readable(String text, String name) {
        Optional<String> once = TwiceEncoded.undone(text);
        if (once.isPresent() && !repair) {
            throw new NoRowException(
                    Reason.BAD_TEXT,
                    name + " was written as UTF-8 twice, '" + shortened(text) + "' for '" + shortened(once.get())
                            + "': save the file once as UTF-8, or send it with repair",
                    true);
        }
        return once.orElse(text);
    }

    private String texted(Value value, String field, String name) {
        return switch (value) {
            case Value.Text(String text)
            when showsNothing(text) ->
                throw new NoRowException(Reason.EMPTY, name + " is empty: fill it or drop the row");
            case Value.Text(String text) -> text;
            case Value.Literal(String spelling) when repair || field.equals("label") -> spelling;
            case Value.Literal(String spelling) ->
                throw new NoRowException(
                        Reason.WRONG_SCHEMA,
                        name + " is " + shortened(spelling) + " and no text: put it in quotes, or send it with repair",
                        true);
            case Value.Nothing _ ->
                throw new NoRowException(Reason.WRONG_SCHEMA, name + " is null: fill it or drop the row");
            case Value.Items _ ->
                throw new NoRowException(
                        Reason.WRONG_SCHEMA, name + " is a list and no text: write its items into one text");
            case Value.Members _ ->
                throw new NoRowException(
                        Reason.WRONG_SCHEMA, name + " is an object and no text: map the member that is meant");
        };
    }

    private static String named(String field, String column) {
        return field.equals(column) ? "the field " + field : "the field " + field + " (column " + column + ")";
    }

    /** What one speaker says in a chat where each speaks once. */
    private static Value spoken(Columns.Found found, String name) {
        if (Columns.PARTS.contains(found.speaker()) && found.value() instanceof Value.Text(String transcript)) {
            return new Value.Text(
                    found.speaker().equals("last") ? ChatReader.last(transcript) : ChatReader.before(transcript));
        }
        List<Message> messages = messages(found.value(), name);
        Value said = new Value.Nothing();
        int turns = 0;
        for (Message message : messages) {
            if (message.role().equals(found.speaker())) {
                said = new Value.Text(message.content());
                turns++;
            }
            if (message.calls() || message.role().equals("tool")) {
                throw new NoRowException(
                        Reason.WRONG_SCHEMA, name + " calls tools: give such chats to a Datanet of CHAT");
            }
        }
        if (turns > 1) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA,
                    name + " has " + turns + " messages of the " + found.speaker()
                            + " and a row here one: give chats of several turns to a Datanet of CHAT");
        }
        return said;
    }

    /** Whether nothing that the system says in a chat, or that comes before the last turn of a transcript, is left out of the row. */
    private boolean isAllMapped(Value.Members record, Columns.Found chat, String name) {
        if (Columns.PARTS.contains(chat.speaker()) && chat.value() instanceof Value.Text(String transcript)) {
            return mapping.columns().values().stream()
                    .filter(column -> column.endsWith(".before"))
                    .flatMap(column -> Columns.find(record, column).stream())
                    .anyMatch(asked -> asked.value() instanceof Value.Text(String other)
                            && ChatReader.before(other).equals(ChatReader.before(transcript)));
        }
        return mapping.columns().values().stream().anyMatch(column -> column.endsWith(".system"))
                || messages(chat.value(), name).stream()
                        .noneMatch(message -> message.role().equals("system"));
    }

    private static List<Message> messages(Value value, String name) {
        try {
            return ChatReader.read(value);
        } catch (NoRowException none) {
            throw new NoRowException(Reason.WRONG_SCHEMA, name + " " + none.detail());
        }
    }

    private SortedMap<String, String> chat(Value.Members record, Set<String> used) {
        SortedMap<String, String> fields = new TreeMap<>();
        String column = mapping.columns().get(Schema.MESSAGES);
        List<Message> messages = column == null ? turn(record, used) : listed(record, column, used);
        if (!messages.getFirst().role().equals("system")) {
            said(record, "system", used).ifPresent(system -> messages.addFirst(Message.of("system", system)));
        }
        if (messages.stream().noneMatch(message -> message.role().equals("assistant"))) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA, "no message of the chat is the assistant's: there is nothing to learn");
        }
        if (messages.getFirst().role().equals("assistant")) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA, "the chat begins with the assistant: begin it with what is asked");
        }
        int characters = 0;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            String name = "message " + (i + 1) + " of the chat";
            if (showsNothing(message.content())
                    && !message.calls()
                    && !message.role().equals("tool")) {
                throw new NoRowException(Reason.EMPTY, name + " is empty: fill it or drop the row");
            }
            for (Json each : message.members().values()) {
                characters += each instanceof Json.JsonString text
                        ? checked(text.value(), name).length()
                        : 0;
            }
        }
        if (characters > maxCharacters) {
            throw new NoRowException(
                    Reason.TOO_LONG,
                    "the chat has more than " + maxCharacters + " characters: shorten it or split the row");
        }
        fields.put(
                Schema.MESSAGES,
                new String(
                        CanonicalJson.write(Json.array(messages.stream()
                                .map(message -> new Json.JsonObject(new TreeMap<>(message.members())))
                                .toList())),
                        StandardCharsets.UTF_8));
        String tools = mapping.columns().get("tools");
        if (tools != null) {
            Optional<Columns.Found> found = Columns.find(record, tools);
            if (found.isPresent() && !found.get().value().isEmpty()) {
                used.add(found.get().column());
                fields.put("tools", checked(found.get().value().asText(), "the field tools"));
            }
        }
        return fields;
    }

    private static List<Message> listed(Value.Members record, String column, Set<String> used) {
        String name = named(Schema.MESSAGES, column);
        Columns.Found found = Columns.find(record, column)
                .orElseThrow(
                        () -> new NoRowException(Reason.WRONG_SCHEMA, name + " is missing: fill it or drop the row"));
        if (found.whole()) {
            used.add(found.column());
        }
        List<Message> messages = messages(found.value(), name);
        if (messages.isEmpty()) {
            throw new NoRowException(Reason.EMPTY, name + " is empty: fill it or drop the row");
        }
        return messages;
    }

    /** A chat of one turn, of columns that are none. */
    private List<Message> turn(Value.Members record, Set<String> used) {
        List<Message> messages = new ArrayList<>();
        Map<String, String> columns = mapping.columns();
        String user = columns.getOrDefault("user", "user");
        String assistant = columns.getOrDefault("assistant", "assistant");
        String asked = text(record, "user", user, used, true).orElseThrow();
        Optional<String> context = said(record, "context", used);
        messages.add(
                Message.of("user", context.map(about -> asked + "\n\n" + about).orElse(asked)));
        messages.add(Message.of(
                "assistant", text(record, "assistant", assistant, used, true).orElseThrow()));
        return messages;
    }

    /** The text of a field that a chat may have beside its messages. */
    private Optional<String> said(Value.Members record, String field, Set<String> used) {
        String column = mapping.columns().get(field);
        return column == null ? Optional.empty() : text(record, field, column, used, false);
    }

    private SortedMap<String, Json> metadata(Value.Members record, Set<String> used) {
        SortedMap<String, Json> metadata = new TreeMap<>();
        int characters = 0;
        for (Map.Entry<String, Value> each : record.members().entrySet()) {
            if (!used.contains(each.getKey()) && !(each.getValue() instanceof Value.Nothing)) {
                Json kept = each.getValue().kept();
                String name = "the column " + shortened(each.getKey());
                characters += checked(each.getKey(), "the name of " + name).length()
                        + (kept instanceof Json.JsonString text
                                ? checked(text.value(), name).length()
                                : 0);
                metadata.put(each.getKey(), kept);
            }
        }
        if (characters > maxCharacters) {
            throw new NoRowException(
                    Reason.TOO_LONG,
                    "the columns that are no field have more than " + maxCharacters
                            + " characters together: leave out what is not needed");
        }
        return metadata;
    }

    /** A text that is within its limit and can be written down. */
    private String checked(String text, String name) {
        if (text.codePointCount(0, text.length()) > maxCharacters) {
            throw new NoRowException(
                    Reason.TOO_LONG,
                    name + " has more than " + maxCharacters + " characters: shorten it or split the row");
        }
        boolean inFlag = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                int character = text.codePointAt(i);
                inFlag = character == BLACK_FLAG || (inFlag && isTag(character));
                requireNoTag(character, i, inFlag, name);
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new NoRowException(
                        Reason.BAD_TEXT,
                        "character " + (i + 1) + " of " + name + " is "
                                + (c == 0 ? "U+0000" : "half a surrogate pair, U+%04X".formatted((int) c))
                                + ", which no text has: remove it");
            } else {
                inFlag = false;
            }
        }
        return text;
    }

    /** Flags of parts of countries are a black flag and tags behind it; elsewhere nobody sees tags, and models read them. */
    private static void requireNoTag(int character, int at, boolean inFlag, String name) {
        if (isTag(character) && !inFlag) {
            throw new NoRowException(
                    Reason.BAD_TEXT,
                    "character " + (at + 1) + " of " + name + " is U+%04X".formatted(character)
                            + ", a tag that models read and nobody sees: remove it");
        }
    }

    private static boolean isTag(int character) {
        return character >= FIRST_TAG && character <= LAST_TAG;
    }

    private static boolean showsNothing(String text) {
        return text.codePoints()
                .allMatch(each -> Character.isWhitespace(each)
                        || Character.isSpaceChar(each)
                        || CanonicalText.isUnseen(each)
                        || each == BLANK_BRAILLE);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
