package org.openledger.client.shape;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a JSON value against its shape. What the shape does not name is refused, with the names there are; JSON null
 * counts as absent.
 */
public final class ShapeCheck {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_ELEMENTS = 100_000;

    private ShapeCheck() {}

    /** Checks an object, and gives it with what was left out in its place. */
    public static ObjectNode complete(JsonNode value, Shape.Members shape) {
        if (!value.isObject()) {
            throw new Mismatch(Mismatch.Kind.WRONG, "", "The body must be a JSON object.");
        }
        return members(value, shape, "");
    }

    /** Checks any value. */
    public static void require(JsonNode value, Shape shape, String path) {
        check(value, shape, path);
    }

    private static JsonNode check(JsonNode value, Shape shape, String path) {
        return switch (shape) {
            case Shape.Anything _ -> value;
            case Shape.Flag _ -> value.isBoolean() ? value : fail(path, "true or false");
            case Shape.Text text -> text(value, text, path);
            case Shape.Whole whole -> whole(value, whole, path);
            case Shape.Real real -> real(value, real, path);
            case Shape.Many many -> many(value, many, path);
            case Shape.Named named -> named(value, named, path);
            case Shape.Members members -> value.isObject() ? members(value, members, path) : fail(path, "an object");
            case Shape.OneOf any -> oneOf(value, any, path);
            case Shape.Only only -> only(value, only, path);
        };
    }

    private static JsonNode text(JsonNode value, Shape.Text text, String path) {
        if (!value.isString()) {
            return fail(path, "a string");
        }
        return text.words().isEmpty() || text.words().contains(value.stringValue())
                ? value
                : fail(path, "one of " + String.join(", ", text.words()));
    }

    private static JsonNode whole(JsonNode value, Shape.Whole whole, String path) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return fail(path, "an integer");
        }
        return value.longValue() >= whole.minimum() && value.longValue() <= whole.maximum()
                ? value
                : fail(path, "between " + whole.minimum() + " and " + whole.maximum());
    }

    private static JsonNode real(JsonNode value, Shape.Real real, String path) {
        if (!value.isNumber()) {
            return fail(path, "a number");
        }
        double number = value.doubleValue();
        return number >= real.minimum() && number <= real.maximum()
                ? value
                : fail(path, "between " + shown(real.minimum()) + " and " + shown(real.maximum()));
    }

    private static JsonNode many(JsonNode value, Shape.Many many, String path) {
        if (!value.isArray()) {
            return fail(path, "an array");
        }
        if (value.size() > MAX_ELEMENTS) {
            return fail(path, "at most " + MAX_ELEMENTS + " elements long");
        }
        var checked = JSON.createArrayNode();
        for (int i = 0; i < value.size(); i++) {
            checked.add(check(value.get(i), many.element(), path + "[" + i + "]"));
        }
        return checked;
    }

    private static JsonNode named(JsonNode value, Shape.Named named, String path) {
        if (!value.isObject()) {
            return fail(path, "an object");
        }
        value.properties().forEach(each -> check(each.getValue(), named.value(), within(path, each.getKey())));
        return value;
    }

    private static ObjectNode members(JsonNode value, Shape.Members shape, String path) {
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            if (shape.find(each.getKey()).isEmpty()) {
                throw unknown(within(path, each.getKey()), shape.names());
            }
        }
        ObjectNode checked = JSON.createObjectNode();
        for (Shape.Member member : shape.members()) {
            String at = within(path, member.name());
            if (value.hasNonNull(member.name())) {
                checked.set(member.name(), check(value.get(member.name()), member.shape(), at));
            } else if (member.required()) {
                throw new Mismatch(Mismatch.Kind.MISSING, at, "'" + at + "' is missing.");
            } else {
                member.whenAbsent().ifPresent(absent -> checked.set(member.name(), JSON.readTree(absent)));
            }
        }
        return checked;
    }

    /** The refusal of a name that does not exist. */
    public static Mismatch unknown(String path, List<String> names) {
        return new Mismatch(
                Mismatch.Kind.UNKNOWN,
                path,
                "'" + path + "' is not known here; "
                        + (names.isEmpty() ? "nothing is taken." : "what is: " + String.join(", ", names) + "."));
    }

    /** The shape of the value's kind decides, so that a refusal names what is wrong inside it. */
    private static JsonNode oneOf(JsonNode value, Shape.OneOf any, String path) {
        List<Shape> alike =
                any.shapes().stream().filter(shape -> isAlike(value, shape)).toList();
        return alike.isEmpty()
                ? fail(path, any.shapes().stream().map(ShapeCheck::words).collect(Collectors.joining(" or ")))
                : check(value, alike.getFirst(), path);
    }

    private static boolean isAlike(JsonNode value, Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> value.isString();
            case Shape.Whole _ -> value.isIntegralNumber();
            case Shape.Real _ -> value.isNumber();
            case Shape.Flag _ -> value.isBoolean();
            case Shape.Many many -> value.isArray() && (value.isEmpty() || isAlike(value.get(0), many.element()));
            case Shape.Named _, Shape.Members _ -> value.isObject();
            case Shape.OneOf any -> any.shapes().stream().anyMatch(each -> isAlike(value, each));
            case Shape.Only only -> only.values().contains(value);
            case Shape.Anything _ -> true;
        };
    }

    private static String words(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "a string";
            case Shape.Whole _ -> "an integer";
            case Shape.Real _ -> "a number";
            case Shape.Flag _ -> "true or false";
            case Shape.Many many -> "an array of " + words(many.element()).replaceFirst("^an? ", "") + "s";
            case Shape.Named _, Shape.Members _ -> "an object";
            case Shape.OneOf any -> any.shapes().stream().map(ShapeCheck::words).collect(Collectors.joining(" or "));
            case Shape.Only only -> only.values().toString();
            case Shape.Anything _ -> "anything";
        };
    }

    private static JsonNode only(JsonNode value, Shape.Only only, String path) {
        if (only.values().stream().noneMatch(neutral -> isSame(neutral, value))) {
            throw new Mismatch(
                    Mismatch.Kind.UNSUPPORTED,
                    path,
                    "'" + path + "' is not supported here: leave it out"
                            + (only.values().isEmpty()
                                    ? "."
                                    : ", or send " + only.values().getFirst() + "."));
        }
        return value;
    }

    private static boolean isSame(JsonNode neutral, JsonNode value) {
        return (neutral.isNumber() && value.isNumber())
                ? neutral.doubleValue() == value.doubleValue()
                : neutral.equals(value);
    }

    private static JsonNode fail(String path, String expected) {
        throw new Mismatch(Mismatch.Kind.WRONG, path, "'" + path + "' must be " + expected + ".");
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15 ? Long.toString((long) bound) : "" + bound;
    }
}
