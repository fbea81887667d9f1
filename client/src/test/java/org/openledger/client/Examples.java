package org.openledger.client;

import java.util.Map;
import org.openledger.client.shape.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A value of a shape, as a reader of the document is shown it. */
final class Examples {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADDRESS = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
    private static final String DIGEST = "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1";
    private static final Map<String, String> TEXT_BY_ENDING = Map.ofEntries(
            Map.entry("owner", ADDRESS),
            Map.entry("contributor", ADDRESS),
            Map.entry("payer", ADDRESS),
            Map.entry("operator", ADDRESS),
            Map.entry("account", ADDRESS),
            Map.entry("address", ADDRESS),
            Map.entry("recipient", ADDRESS),
            Map.entry("contract", ADDRESS),
            Map.entry("Name", "Ada"),
            Map.entry("Digest", DIGEST),
            Map.entry("digest", DIGEST),
            Map.entry("leaf", DIGEST),
            Map.entry("row", DIGEST),
            Map.entry("root", DIGEST),
            Map.entry("Root", DIGEST),
            Map.entry("datanet", "1"),
            Map.entry("datanetName", "Kitchen questions"),
            Map.entry("model", "kitchen-1"),
            Map.entry("licence", "CC-BY-4.0"),
            Map.entry("receipt", "0f3c5a2e9b7d41688c1fa0d3b5e79246"),
            Map.entry("receiptId", "0f3c5a2e9b7d41688c1fa0d3b5e79246"),
            Map.entry("run", "a2db20749583465f"),
            Map.entry("signature", "0x" + DIGEST + DIGEST + "1b"));
    private static final Map<String, Long> NUMBER_BY_ENDING = Map.of(
            "timeMillis", 1_790_000_000_000L,
            "Millis", 1_790_000_000_000L,
            "Seconds", 1_790_000_000L,
            "created", 1_790_000_000L,
            "gwei", 120_000L,
            "Gwei", 120_000L,
            "Ppm", 250_000L,
            "Bps", 500L);

    private Examples() {}

    static JsonNode of(Shape shape, String name) {
        return switch (shape) {
            case Shape.Text text ->
                JSON.valueToTree(
                        text.words().isEmpty() ? text(name) : text.words().getFirst());
            case Shape.Whole whole -> JSON.valueToTree(Math.clamp(number(name), whole.minimum(), whole.maximum()));
            case Shape.Real real -> JSON.valueToTree(Math.clamp(0.5, real.minimum(), real.maximum()));
            case Shape.Flag _ -> JSON.valueToTree(true);
            case Shape.Many many -> array(of(many.element(), singular(name)));
            case Shape.Named named -> JSON.createObjectNode().set(key(name), of(named.value(), name));
            case Shape.Members members -> members(members);
            case Shape.OneOf any -> of(any.shapes().getFirst(), name);
            case Shape.Only only ->
                only.values().isEmpty() ? JSON.nullNode() : only.values().getFirst();
            case Shape.Anything _ -> JSON.createObjectNode();
        };
    }

    /** Parameters that are not supported stand in no example. */
    private static ObjectNode members(Shape.Members members) {
        ObjectNode object = JSON.createObjectNode();
        for (Shape.Member member : members.members()) {
            if (!(member.shape() instanceof Shape.Only)) {
                object.set(member.name(), of(member));
            }
        }
        return object;
    }

    static JsonNode of(Shape.Member member) {
        return member.example()
                .or(member::whenAbsent)
                .<JsonNode>map(JSON::readTree)
                .orElseGet(() -> of(member.shape(), member.name()));
    }

    private static ArrayNode array(JsonNode element) {
        return JSON.createArrayNode().add(element);
    }

    private static String text(String name) {
        return TEXT_BY_ENDING.entrySet().stream()
                .filter(each -> name.endsWith(each.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse(name.equals("id") ? "1" : "a text");
    }

    private static long number(String name) {
        return NUMBER_BY_ENDING.entrySet().stream()
                .filter(each -> name.endsWith(each.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse(1L);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static String key(String name) {
        return switch (name) {
            case "rows" -> DIGEST;
            case "names" -> ADDRESS;
            default -> "name";
        };
    }
}
