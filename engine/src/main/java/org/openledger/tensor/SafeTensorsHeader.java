package org.openledger.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parsed, checked header of a safetensors file: every tensor's type, shape and place. A header is believed only when the
 * tensors fill the data part exactly, without gap or overlap, and each one's length is what its type and shape say
 * (https://huggingface.co/docs/safetensors).
 *
 * @param entries by tensor name, in the order of their place
 * @param metadata the free text that came with them
 */
record SafeTensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    /** One tensor: {@code begin} and {@code end} are offsets into the data part. */
    record Entry(String type, List<Long> shape, long begin, long end) {}

    private static final Map<String, Integer> BYTES_OF_TYPE = Map.ofEntries(
            Map.entry("BOOL", 1),
            Map.entry("U8", 1),
            Map.entry("I8", 1),
            Map.entry("F8_E4M3", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("I16", 2),
            Map.entry("U16", 2),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("I32", 4),
            Map.entry("U32", 4),
            Map.entry("F32", 4),
            Map.entry("I64", 8),
            Map.entry("U64", 8),
            Map.entry("F64", 8));

    private static final int MAXIMUM_DIMENSIONS = 8;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Parses the header's text; {@code dataBytes} is the length of what follows it. */
    static SafeTensorsHeader parse(byte[] text, long dataBytes) {
        JsonNode root = readTree(text);
        if (!root.isObject()) {
            throw new TensorException("the header is not a JSON object");
        }
        List<Map.Entry<String, Entry>> found = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals("__metadata__")) {
                property.getValue().properties().forEach(line -> metadata.put(line.getKey(), text(line.getValue())));
            } else {
                found.add(Map.entry(property.getKey(), entry(property.getKey(), property.getValue())));
            }
        }
        found.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> each) -> each.getValue().begin())
                .thenComparingLong(each -> each.getValue().end()));
        return new SafeTensorsHeader(contiguous(found, dataBytes), Collections.unmodifiableMap(metadata));
    }

    private static Map<String, Entry> contiguous(List<Map.Entry<String, Entry>> found, long dataBytes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, Entry> each : found) {
            if (each.getValue().begin() != end) {
                throw new TensorException("tensor '" + each.getKey() + "' begins at byte "
                        + each.getValue().begin() + " where " + end + " was due: tensors overlap or leave a gap");
            }
            end = each.getValue().end();
            entries.put(each.getKey(), each.getValue());
        }
        if (end != dataBytes) {
            throw new TensorException("the header describes " + end + " bytes of tensors, the file holds " + dataBytes
                    + (end > dataBytes ? ": the file is truncated" : ": the file has bytes that belong to no tensor"));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static Entry entry(String name, JsonNode node) {
        String type = text(node.path("dtype"));
        Integer bytes = BYTES_OF_TYPE.get(type);
        if (bytes == null) {
            throw new TensorException("tensor '" + name + "' has the unknown type '" + type + "'");
        }
        List<Long> shape = numbers(name, node.path("shape"));
        List<Long> place = numbers(name, node.path("data_offsets"));
        if (shape.size() > MAXIMUM_DIMENSIONS || place.size() != 2 || place.get(1) < place.get(0)) {
            throw new TensorException("tensor '" + name + "' has an impossible shape or place");
        }
        long length = lengthOf(name, shape, bytes);
        if (length != place.get(1) - place.get(0)) {
            throw new TensorException("tensor '" + name + "' takes " + (place.get(1) - place.get(0))
                    + " bytes, its type and shape need " + length);
        }
        return new Entry(type, shape, place.get(0), place.get(1));
    }

    private static long lengthOf(String name, List<Long> shape, long elementBytes) {
        long length = elementBytes;
        try {
            for (long size : shape) {
                length = Math.multiplyExact(length, size);
            }
        } catch (ArithmeticException overflow) {
            throw new TensorException("tensor '" + name + "' is larger than any file", overflow);
        }
        return length;
    }

    private static List<Long> numbers(String name, JsonNode node) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode each : node) {
            if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
                throw new TensorException("tensor '" + name + "' has a size that is not a natural number");
            }
            numbers.add(each.longValue());
        }
        if (!node.isArray()) {
            throw new TensorException("tensor '" + name + "' lacks a shape or a place");
        }
        return List.copyOf(numbers);
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    private static JsonNode readTree(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException malformed) {
            throw new TensorException("the header is not valid JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }
}
