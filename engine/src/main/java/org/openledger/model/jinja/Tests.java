package org.openledger.model.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands after {@code is}. */
final class Tests {
    static final Set<String> NAMES = Set.of(
            "defined",
            "undefined",
            "none",
            "string",
            "number",
            "integer",
            "float",
            "boolean",
            "mapping",
            "iterable",
            "sequence",
            "true",
            "false",
            "odd",
            "even",
            "divisibleby",
            "equalto",
            "eq",
            "==",
            "ne",
            "!=",
            "lt",
            "<",
            "lessthan",
            "le",
            "<=",
            "gt",
            ">",
            "greaterthan",
            "ge",
            ">=",
            "in",
            "lower",
            "upper",
            "sameas",
            "callable");

    private final PythonValues values;

    Tests(PythonValues values) {
        this.values = values;
    }

    boolean holds(String name, Object value, List<Object> given) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "string" -> value instanceof String;
            case "number" -> PythonValues.isNumber(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "mapping" -> value instanceof Map<?, ?>;
            case "iterable", "sequence" ->
                value instanceof String
                        || PythonValues.isSequence(value)
                        || value instanceof Map<?, ?>
                        || value instanceof Undefined;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "odd" -> Math.floorMod(PythonValues.integer(value), 2) == 1;
            case "even" -> Math.floorMod(PythonValues.integer(value), 2) == 0;
            case "divisibleby" -> Math.floorMod(PythonValues.integer(value), divisor(first(name, given))) == 0;
            case "equalto", "eq", "==" -> values.equal(value, first(name, given));
            case "ne", "!=" -> !values.equal(value, first(name, given));
            case "lt", "<", "lessthan" -> values.compare(value, first(name, given)) < 0;
            case "le", "<=" -> values.compare(value, first(name, given)) <= 0;
            case "gt", ">", "greaterthan" -> values.compare(value, first(name, given)) > 0;
            case "ge", ">=" -> values.compare(value, first(name, given)) >= 0;
            case "in" -> values.contains(first(name, given), value);
            case "lower" -> values.text(value).equals(values.text(value).toLowerCase(java.util.Locale.ROOT));
            case "upper" -> values.text(value).equals(values.text(value).toUpperCase(java.util.Locale.ROOT));
            case "sameas" -> value.equals(first(name, given));
            case "callable" -> value instanceof Callable;
            default -> throw new JinjaException("the test '" + name + "' is none that chat templates may use here");
        };
    }

    private static long divisor(Object value) {
        long divisor = PythonValues.integer(value);
        if (divisor == 0) {
            throw new JinjaException("nothing is divisible by 0");
        }
        return divisor;
    }

    private static Object first(String name, List<Object> given) {
        if (given.isEmpty()) {
            throw new JinjaException("the test '" + name + "' needs an argument");
        }
        return given.getFirst();
    }
}
