package org.openledger.datanet.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Turns one line of an upload into a row of a schema, or says why it is none. Never throws for what a line holds. */
final class RowParser {
    private static final int MAX_KEY_CHARACTERS = 200;

    private final Schema schema;
    private final IntakeLimits limits;
    private final JsonFactory json;

    RowParser(Schema schema, IntakeLimits limits) {
        this.schema = schema;
        this.limits = limits;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(IntakeLimits.MAX_DEPTH + 1)
                        .maxStringLength(limits.maxLineBytes())
                        .maxDocumentLength(2L * limits.maxLineBytes())
                        .build())
                .build();
    }

    /** What a line turned out to be. */
    sealed interface Parsed {
        /** @param fields by name, each present and not blank */
        record Row(SortedMap<String, String> fields) implements Parsed {}

        record Refused(Reason reason, String detail) implements Parsed {}
    }

    Parsed parse(LineReader.Line line) {
        if (line.isCut()) {
            return new Parsed.Refused(
                    Reason.TOO_LONG,
                    "the line has " + line.length() + " bytes, the limit is " + limits.maxLineBytes()
                            + ": shorten or split it");
        }
        CharBuffer text = CharBuffer.allocate(line.bytes().length);
        ByteBuffer bytes = ByteBuffer.wrap(line.bytes());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            return new Parsed.Refused(
                    Reason.BAD_UTF8, "byte " + (bytes.position() + 1) + " is not UTF-8: save the file as UTF-8");
        }
        return parse(text.flip().toString());
    }

    private Parsed parse(String line) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
            return new Reading(parser).read();
        } catch (StreamReadException e) {
            return new Parsed.Refused(
                    Reason.MALFORMED_JSON, "not JSON from " + place(e) + ": write one whole object on a line");
        } catch (JacksonException e) {
            return new Parsed.Refused(
                    Reason.MALFORMED_JSON, "not JSON that can be read: write one whole object on a line");
        }
    }

    private static String place(StreamReadException e) {
        return e.getLocation() == null
                ? "its start"
                : "column " + Math.max(1, e.getLocation().getColumnNr());
    }

    /** One pass over the tokens. Syntax is judged first, to the end of the line; then the schema; then the text. */
    private final class Reading {
        private final JsonParser parser;
        private final SortedMap<String, String> fields = new TreeMap<>();
        private final Set<String> keys = new HashSet<>();
        private boolean fits = true;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        Parsed read() {
            int depth = 0;
            String key = "";
            boolean first = true;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!first && depth == 0) {
                    return new Parsed.Refused(
                            Reason.MALFORMED_JSON, "there is more on the line after the object: one object on a line");
                }
                if (first && token != JsonToken.START_OBJECT) {
                    fits = false;
                }
                first = false;
                switch (token) {
                    case START_OBJECT, START_ARRAY -> {
                        depth++;
                        if (depth > IntakeLimits.MAX_DEPTH) {
                            return new Parsed.Refused(
                                    Reason.TOO_DEEP,
                                    "nested more than " + IntakeLimits.MAX_DEPTH + " deep: rows are flat");
                        }
                        fits &= depth == 1;
                    }
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> {
                        key = parser.currentName();
                        if (depth == 1 && !keys.add(key)) {
                            return new Parsed.Refused(
                                    Reason.DUPLICATE_KEY, "the key " + shortened(key) + " is there twice: keep one");
                        }
                    }
                    case VALUE_STRING -> take(depth, key, parser.getString());
                    default -> fits = false;
                }
            }
            return first ? wrongSchema() : judge();
        }

        private void take(int depth, String key, String value) {
            if (depth == 1 && schema.fields().contains(key)) {
                fields.put(key, value);
            } else {
                fits = false;
            }
        }

        private Parsed judge() {
            if (!fits || fields.size() != schema.fields().size()) {
                return wrongSchema();
            }
            for (var field : fields.entrySet()) {
                String value = field.getValue();
                if (value.isBlank()) {
                    return new Parsed.Refused(
                            Reason.EMPTY, "the field " + field.getKey() + " is empty: fill it or drop the row");
                }
                if (value.codePointCount(0, value.length()) > limits.maxFieldCharacters()) {
                    return new Parsed.Refused(
                            Reason.TOO_LONG,
                            "the field " + field.getKey() + " has more than " + limits.maxFieldCharacters()
                                    + " characters: shorten it or split the row");
                }
                if (value.indexOf('\0') >= 0 || !isWellFormed(value)) {
                    return new Parsed.Refused(
                            Reason.BAD_TEXT,
                            "the field " + field.getKey() + " holds a character that no text has: remove it");
                }
            }
            return new Parsed.Row(fields);
        }

        private Parsed wrongSchema() {
            return new Parsed.Refused(
                    Reason.WRONG_SCHEMA,
                    "a row of this Datanet is an object with exactly the text fields "
                            + String.join(", ", schema.fields()));
        }
    }

    private static boolean isWellFormed(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException halfASurrogatePair) {
            return false;
        }
    }

    private static String shortened(String key) {
        return key.length() <= MAX_KEY_CHARACTERS ? key : key.substring(0, MAX_KEY_CHARACTERS) + "…";
    }
}
