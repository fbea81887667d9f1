package org.openledger.datanet.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/** Reads values of JSON within limits. */
final class JsonValues {
    private static final int MAX_NAME_CHARACTERS = 10_000;
    private static final int MAX_NAMED_CHARACTERS = 100;
    private static final int MAX_NUMBER_CHARACTERS = 1000;

    private JsonValues() {}

    /** @param lenient whether what is nearly JSON is read too */
    static JsonFactory factory(FileLimits limits, boolean lenient) {
        JsonFactoryBuilder builder = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(FileLimits.MAX_DEPTH + 2)
                        .maxStringLength(limits.maxRecordCharacters())
                        .maxNameLength(MAX_NAME_CHARACTERS)
                        .maxNumberLength(MAX_NUMBER_CHARACTERS)
                        .build());
        return lenient
                ? builder.enable(
                                JsonReadFeature.ALLOW_SINGLE_QUOTES,
                                JsonReadFeature.ALLOW_TRAILING_COMMA,
                                JsonReadFeature.ALLOW_JAVA_COMMENTS,
                                JsonReadFeature.ALLOW_YAML_COMMENTS,
                                JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                                JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                                JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                                JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                        .build()
                : builder.build();
    }

    /** The value whose first token was read last. */
    static Value read(JsonParser parser, JsonToken first) {
        return read(parser, first, 0);
    }

    private static Value read(JsonParser parser, JsonToken first, int depth) {
        if (depth >= FileLimits.MAX_DEPTH) {
            throw new NoRowException(Reason.TOO_DEEP, "nested more than " + FileLimits.MAX_DEPTH + " deep: flatten it");
        }
        return switch (first) {
            case START_OBJECT -> members(parser, depth);
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                for (JsonToken token = parser.nextToken();
                        token != null && token != JsonToken.END_ARRAY;
                        token = parser.nextToken()) {
                    items.add(read(parser, token, depth + 1));
                }
                yield new Value.Items(items);
            }
            case VALUE_STRING -> new Value.Text(parser.getString());
            case VALUE_NULL -> new Value.Nothing();
            case VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> new Value.Literal(parser.getString());
        };
    }

    /** NaN and infinity, which are read only where repairs are wanted, are what pandas writes for nothing. */
    private static Value number(String spelling) {
        return Character.isLetter(spelling.charAt(spelling.length() - 1))
                ? new Value.Nothing()
                : new Value.Literal(spelling);
    }

    private static Value members(JsonParser parser, int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_OBJECT;
                token = parser.nextToken()) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null) {
                break;
            }
            if (members.containsKey(name)) {
                throw new NoRowException(
                        Reason.DUPLICATE_KEY, "the key " + shortened(name) + " is there twice: keep one");
            }
            if (members.size() == FileLimits.MAX_COLUMNS) {
                throw new NoRowException(
                        Reason.WRONG_SCHEMA, "it has more than " + FileLimits.MAX_COLUMNS + " keys: keep those needed");
            }
            members.put(name, read(parser, value, depth + 1));
        }
        return new Value.Members(members);
    }

    static String shortened(String name) {
        return name.length() <= MAX_NAMED_CHARACTERS ? name : name.substring(0, MAX_NAMED_CHARACTERS) + "…";
    }

    /** What a value is, in words. */
    static String named(Value value) {
        return switch (value) {
            case Value.Text _ -> "a text";
            case Value.Literal literal when literal.spelling().matches("true|false") -> literal.spelling();
            case Value.Literal literal -> "the number " + shortened(literal.spelling());
            case Value.Nothing _ -> "null";
            case Value.Items _ -> "a list";
            case Value.Members _ -> "an object";
        };
    }
}
