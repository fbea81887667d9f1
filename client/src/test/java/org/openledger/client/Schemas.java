package org.openledger.client;

import java.util.Map;
import java.util.TreeMap;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shapes as JSON Schema; each record has its place in the document once. */
final class Schemas {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Descriptions descriptions;
    private final Map<String, ObjectNode> byName = new TreeMap<>();

    Schemas(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    ObjectNode components() {
        ObjectNode all = JSON.createObjectNode();
        byName.forEach(all::set);
        return all;
    }

    ObjectNode of(Class<? extends Record> record) {
        return of(Shapes.of(record));
    }

    ObjectNode of(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text(text);
            case Shape.Whole whole -> whole(whole);
            case Shape.Real real -> real(real);
            case Shape.Flag _ -> typed("boolean");
            case Shape.Many many -> {
                ObjectNode array = typed("array").set("items", of(many.element()));
                yield many.atMost() == Integer.MAX_VALUE ? array : array.put("maxItems", many.atMost());
            }
            case Shape.Named named -> typed("object").set("additionalProperties", of(named.value()));
            case Shape.Members members -> reference(members);
            case Shape.OneOf any -> oneOf(any);
            case Shape.Only only -> only(only);
            case Shape.Anything _ -> typed("object").put("additionalProperties", true);
        };
    }

    private ObjectNode reference(Shape.Members members) {
        String name = nameOf(members.record());
        if (!byName.containsKey(name)) {
            byName.put(name, JSON.createObjectNode()); // a record that names itself would come here again
            byName.put(name, object(members));
        }
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode object(Shape.Members members) {
        ObjectNode schema = typed("object");
        descriptions.of(members.record()).ifPresent(text -> schema.put("description", text));
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (Shape.Member member : members.members()) {
            properties.set(member.name(), property(member));
            if (member.required()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    ObjectNode property(Shape.Member member) {
        ObjectNode schema = of(member.shape());
        schema.put("description", description(member));
        member.whenAbsent().ifPresent(absent -> schema.set("default", JSON.readTree(absent)));
        if (!schema.has("$ref") && !(member.shape() instanceof Shape.Only)) {
            schema.putArray("examples").add(Examples.of(member));
        }
        return schema;
    }

    /** A component's words, as a sentence, and its unit. */
    String description(Shape.Member member) {
        String said = descriptions
                .of(member.owner(), member.component())
                .orElseThrow(() -> new IllegalStateException(
                        member.owner().getName() + " does not say what " + member.component() + " is: add @param"));
        String sentence = Character.toUpperCase(said.charAt(0)) + said.substring(1) + (said.endsWith(".") ? "" : ".");
        return Units.of(member.component()).map(unit -> sentence + " " + unit).orElse(sentence);
    }

    private static String nameOf(Class<?> record) {
        return record.getEnclosingClass() == null
                ? record.getSimpleName()
                : record.getEnclosingClass().getSimpleName() + record.getSimpleName();
    }

    private static ObjectNode typed(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode text(Shape.Text text) {
        ObjectNode schema = typed("string");
        if (!text.words().isEmpty()) {
            text.words().forEach(schema.putArray("enum")::add);
        }
        return schema;
    }

    private static ObjectNode whole(Shape.Whole whole) {
        boolean isInt = whole.maximum() <= Integer.MAX_VALUE && whole.minimum() >= Integer.MIN_VALUE;
        ObjectNode schema = typed("integer").put("format", isInt ? "int32" : "int64");
        if (whole.minimum() > Integer.MIN_VALUE) {
            schema.put("minimum", whole.minimum());
        }
        if (whole.maximum() != Integer.MAX_VALUE && whole.maximum() != Long.MAX_VALUE) {
            schema.put("maximum", whole.maximum());
        }
        return schema;
    }

    private static ObjectNode real(Shape.Real real) {
        ObjectNode schema = typed("number").put("format", "double");
        if (Double.isFinite(real.minimum())) {
            schema.put("minimum", real.minimum());
        }
        if (Double.isFinite(real.maximum())) {
            schema.put("maximum", real.maximum());
        }
        return schema;
    }

    private ObjectNode oneOf(Shape.OneOf any) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode shapes = schema.putArray("anyOf");
        any.shapes().forEach(shape -> shapes.add(of(shape)));
        return schema;
    }

    /** What is not supported takes null, or what asks for nothing. */
    private static ObjectNode only(Shape.Only only) {
        if (only.values().isEmpty()) {
            return typed("null");
        }
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode values = schema.putArray("enum");
        only.values().forEach(values::add);
        return schema;
    }
}
