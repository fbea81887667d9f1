package org.openledger.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.json.JsonMapper;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the node reads and writes it: bounded depth and size, no duplicate keys, absent fields left out. */
public final class JsonFormat implements JsonMapper {
    static final int MAX_DEPTH = 32;
    private static final int MAX_NAME_CHARACTERS = 1_000;
    private static final int MAX_STRING_CHARACTERS = 4 << 20;
    private static final int MAX_NUMBER_CHARACTERS = 100;

    private static final tools.jackson.databind.json.JsonMapper JSON = tools.jackson.databind.json.JsonMapper.builder(
                    JsonFactory.builder()
                            .streamReadConstraints(StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(MAX_NAME_CHARACTERS)
                                    .maxStringLength(MAX_STRING_CHARACTERS)
                                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                                    .build())
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    /** Parses a body; anything malformed is a 400 that says where. */
    public static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isMissingNode()) {
                throw ApiException.invalid(null, "The body is empty: send a JSON object.");
            }
            return node;
        } catch (JacksonException e) {
            throw ApiException.malformed("The body is not valid JSON: " + trouble(e) + place(e));
        }
    }

    /** Makes a record of an object whose shape was checked. */
    static <T extends Record> T bind(ObjectNode checked, Class<T> type) {
        return JSON.treeToValue(checked, type);
    }

    /** Reads JSON of this node's own. */
    public static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /** Reads a record that {@link #write} wrote. */
    public static <T extends Record> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    /** A JSON object as Java's own maps, lists, texts and numbers. */
    @SuppressWarnings("unchecked") // an object is a map
    public static Map<String, ?> map(JsonNode object) {
        return JSON.convertValue(object, Map.class);
    }

    /** A value as it is written. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** What the parser says, without its advice to whoever programs it. */
    private static String trouble(JacksonException failure) {
        return String.valueOf(failure.getOriginalMessage()).replaceFirst(": enable `.*", "");
    }

    private static String place(JacksonException failure) {
        return failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }

    @Override
    public String toJsonString(Object value, Type type) {
        return write(value);
    }

    @Override
    public InputStream toJsonStream(Object value, Type type) {
        return new java.io.ByteArrayInputStream(JSON.writeValueAsBytes(value));
    }
}
