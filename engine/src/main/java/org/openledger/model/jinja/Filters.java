package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** jinja2's filters, but for those that write HTML. */
final class Filters {
    static final Set<String> NAMES = Set.of(
            "abs",
            "attr",
            "capitalize",
            "count",
            "d",
            "default",
            "dictsort",
            "e",
            "escape",
            "first",
            "float",
            "format",
            "groupby",
            "indent",
            "int",
            "items",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "max",
            "min",
            "reject",
            "rejectattr",
            "replace",
            "reverse",
            "round",
            "safe",
            "select",
            "selectattr",
            "sort",
            "string",
            "sum",
            "title",
            "tojson",
            "trim",
            "unique",
            "upper",
            "wordcount");

    /** What a filter is given after its value. */
    private record Given(String filter, List<Object> positional, Map<String, Object> named) {
        Object get(int place, String name, Object otherwise) {
            return place < positional.size() ? positional.get(place) : named.getOrDefault(name, otherwise);
        }

        Object need(int place, String name) {
            Object value = get(place, name, new Undefined(name));
            if (value instanceof Undefined) {
                throw new JinjaException("the filter '" + filter + "' needs '" + name + "'");
            }
            return value;
        }
    }

    private final WorkLimit work;
    private final PythonValues values;
    private final Tests tests;
    private final Methods methods;

    Filters(WorkLimit work, PythonValues values, Tests tests, Methods methods) {
        this.work = work;
        this.values = values;
        this.tests = tests;
        this.methods = methods;
    }

    Object apply(String name, Object value, List<Object> positional, Map<String, Object> named) {
        Given given = new Given(name, positional, named);
        Object result = filtered(name, value, given);
        return result instanceof String text ? work.made(text) : result;
    }

    private Object filtered(String name, Object value, Given given) {
        return switch (name) {
            case "abs" ->
                value instanceof Double d ? (Object) Math.abs(d) : (Object) Math.abs(PythonValues.integer(value));
            case "attr" -> values.item(value, given.need(0, "name"));
            case "capitalize" -> Methods.capitalized(values.text(value));
            case "count", "length" -> values.length(value);
            case "d", "default" -> otherwise(value, given);
            case "dictsort" -> dictSorted(value, given);
            case "e", "escape" -> escaped(values.text(value));
            case "first" -> edge(value, 0);
            case "last" -> edge(value, -1);
            case "float" -> toFloat(value, given);
            case "int" -> toInt(value, given);
            case "format" ->
                new PercentFormat(values)
                        .format(
                                values.text(value),
                                given.named().isEmpty() ? new Tuple(given.positional()) : given.named());
            case "groupby" -> grouped(value, PythonValues.string(given.need(0, "attribute")));
            case "indent" -> indented(values.text(value), given);
            case "items" -> value instanceof Undefined ? List.of() : Methods.items(mapping(value));
            case "join" -> joined(value, given);
            case "list" -> new ArrayList<>(values.items(value));
            case "lower" -> values.text(value).toLowerCase(Locale.ROOT);
            case "upper" -> values.text(value).toUpperCase(Locale.ROOT);
            case "map" -> mapped(value, given);
            case "max" -> extreme(value, given, false);
            case "min" -> extreme(value, given, true);
            case "reject" -> chosen(value, test(given, 0).negate());
            case "select" -> chosen(value, test(given, 0));
            case "rejectattr" -> chosen(value, ofAttribute(given).negate());
            case "selectattr" -> chosen(value, ofAttribute(given));
            case "replace" -> methods.replaced(values.text(value), given.positional(), given.named());
            case "reverse" -> reversed(value);
            case "round" -> rounded(value, given);
            case "safe", "string" -> values.text(value);
            case "sort" -> sorted(value, given);
            case "sum" -> sum(value, given);
            case "title" -> Methods.title(values.text(value));
            case "tojson" -> json(value, given);
            case "trim" -> Methods.stripped(values.text(value), given.positional(), true, true);
            case "unique" -> unique(value, given);
            case "wordcount" -> (long) values.text(value).strip().split("\\W+", -1).length;
            default -> throw new JinjaException("the filter '" + name + "' is none that chat templates may use here");
        };
    }

    private static Object otherwise(Object value, Given given) {
        boolean falseToo = PythonValues.truth(given.get(1, "boolean", false));
        boolean gone = value instanceof Undefined || (falseToo && !PythonValues.truth(value));
        return gone ? given.get(0, "default_value", "") : value;
    }

    private static Map<?, ?> mapping(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new JinjaException(PythonValues.type(value) + " stands where a mapping belongs");
    }

    private Object dictSorted(Object value, Given given) {
        int by = given.get(1, "by", "key").equals("value") ? 1 : 0;
        List<Object> items = Methods.items(mapping(value));
        items.sort(order(
                item -> ((Tuple) item).items().get(by), PythonValues.truth(given.get(0, "case_sensitive", false))));
        if (PythonValues.truth(given.get(2, "reverse", false))) {
            Collections.reverse(items);
        }
        return items;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private Object edge(Object value, int at) {
        List<Object> items = values.items(value);
        return items.isEmpty() ? new Undefined("an item of nothing") : at == 0 ? items.getFirst() : items.getLast();
    }

    private static Object toFloat(Object value, Given given) {
        try {
            return value instanceof String text
                    ? (Object) Double.valueOf(text.strip())
                    : (Object) PythonValues.real(value);
        } catch (NumberFormatException e) {
            return given.get(0, "default", 0.0);
        }
    }

    private static Object toInt(Object value, Given given) {
        try {
            return switch (value) {
                case String text -> (long) Double.parseDouble(text.strip());
                case Double d -> d.longValue();
                case Long n -> n;
                case Boolean b -> b ? 1L : 0L;
                default -> given.get(0, "default", 0L);
            };
        } catch (NumberFormatException e) {
            return given.get(0, "default", 0L);
        }
    }

    private Object grouped(Object value, String attribute) {
        List<Object> items = new ArrayList<>(values.items(value));
        items.sort(order(item -> attribute(item, attribute), false));
        List<Object> groups = new ArrayList<>();
        List<Object> group = new ArrayList<>();
        for (Object item : items) {
            if (group.isEmpty() || !values.equal(attribute(group.getFirst(), attribute), attribute(item, attribute))) {
                group = new ArrayList<>();
                groups.add(new Tuple(List.of(attribute(item, attribute), group)));
            }
            group.add(item);
        }
        return groups;
    }

    private Object indented(String text, Given given) {
        Object width = given.get(0, "width", 4L);
        String space = width instanceof String s ? s : " ".repeat(Math.clamp(PythonValues.integer(width), 0, 1_000));
        boolean first = PythonValues.truth(given.get(1, "first", false));
        boolean blank = PythonValues.truth(given.get(2, "blank", false));
        StringBuilder out = new StringBuilder();
        String[] lines = text.split("\n", -1);
        work.spend((long) lines.length * space.length());
        for (int i = 0; i < lines.length; i++) {
            out.append(i == 0 ? "" : "\n");
            boolean indents = (i > 0 || first) && (blank || !lines[i].isEmpty());
            out.append(indents ? space : "").append(lines[i]);
        }
        return out.toString();
    }

    private Object joined(Object value, Given given) {
        String separator = values.text(given.get(0, "d", ""));
        Object attribute = given.get(1, "attribute", None.NONE);
        List<String> parts = values.items(value).stream()
                .map(item ->
                        values.text(attribute == None.NONE ? item : attribute(item, PythonValues.string(attribute))))
                .toList();
        work.spend(parts.stream().mapToLong(String::length).sum() + (long) separator.length() * parts.size());
        return String.join(separator, parts);
    }

    private Object mapped(Object value, Given given) {
        List<Object> results = new ArrayList<>();
        Object attribute = given.named().getOrDefault("attribute", None.NONE);
        for (Object item : values.items(value)) {
            if (attribute != None.NONE) {
                Object found = attribute(item, values.text(attribute));
                results.add(found instanceof Undefined ? given.named().getOrDefault("default", found) : found);
            } else {
                String filter = PythonValues.string(given.need(0, "a filter"));
                List<Object> rest =
                        given.positional().subList(1, given.positional().size());
                results.add(apply(filter, item, rest, given.named()));
            }
        }
        return results;
    }

    /** An attribute by its path, such as {@code function.name}. */
    private Object attribute(Object item, String path) {
        Object value = item;
        for (String name : path.split("\\.", -1)) {
            boolean place = name.matches("\\d{1,9}");
            value = values.item(value, place ? (Object) Long.valueOf(name) : name);
        }
        return value;
    }

    private Predicate<Object> test(Given given, int from) {
        if (given.positional().size() <= from) {
            return PythonValues::truth;
        }
        String name = PythonValues.string(given.positional().get(from));
        List<Object> rest =
                given.positional().subList(from + 1, given.positional().size());
        return item -> tests.holds(name, item, rest);
    }

    private Predicate<Object> ofAttribute(Given given) {
        String path = values.text(given.need(0, "an attribute"));
        Predicate<Object> test = test(given, 1);
        return item -> test.test(attribute(item, path));
    }

    private Object chosen(Object value, Predicate<Object> holds) {
        return new ArrayList<>(values.items(value).stream().filter(holds).toList());
    }

    private Object extreme(Object value, Given given, boolean least) {
        Comparator<Object> order = order(given);
        List<Object> items = values.items(value);
        return items.isEmpty()
                ? new Undefined("an item of nothing")
                : least ? Collections.min(items, order) : Collections.max(items, order);
    }

    private Object reversed(Object value) {
        List<Object> items = new ArrayList<>(values.items(value));
        Collections.reverse(items);
        return value instanceof String
                ? String.join("", items.stream().map(PythonValues::string).toList())
                : items;
    }

    private static Object rounded(Object value, Given given) {
        int digits = Math.clamp(PythonValues.integer(given.get(0, "precision", 0L)), 0, 12);
        java.math.RoundingMode mode = switch (PythonValues.string(given.get(1, "method", "common"))) {
            case "common" -> java.math.RoundingMode.HALF_EVEN;
            case "ceil" -> java.math.RoundingMode.CEILING;
            case "floor" -> java.math.RoundingMode.FLOOR;
            default -> throw new JinjaException("'round' knows common, ceil and floor");
        };
        return new java.math.BigDecimal(PythonValues.real(value))
                .setScale(digits, mode)
                .doubleValue();
    }

    private Object sorted(Object value, Given given) {
        List<Object> items = new ArrayList<>(values.items(value));
        Object attribute = given.get(2, "attribute", None.NONE);
        items.sort(order(
                item -> attribute == None.NONE ? item : attribute(item, values.text(attribute)),
                PythonValues.truth(given.get(1, "case_sensitive", false))));
        if (PythonValues.truth(given.get(0, "reverse", false))) {
            Collections.reverse(items);
        }
        return items;
    }

    private Comparator<Object> order(Given given) {
        Object attribute = given.get(1, "attribute", None.NONE);
        return order(
                item -> attribute == None.NONE ? item : attribute(item, values.text(attribute)),
                PythonValues.truth(given.get(0, "case_sensitive", false)));
    }

    private Comparator<Object> order(java.util.function.UnaryOperator<Object> key, boolean caseCounts) {
        java.util.function.UnaryOperator<Object> plain = item -> {
            Object value = key.apply(item);
            return value instanceof String text && !caseCounts ? text.toLowerCase(Locale.ROOT) : value;
        };
        return (left, right) -> values.compare(plain.apply(left), plain.apply(right));
    }

    private Object sum(Object value, Given given) {
        Object attribute = given.get(0, "attribute", None.NONE);
        Object sum = given.get(1, "start", 0L);
        for (Object item : values.items(value)) {
            sum = values.binary("+", sum, attribute == None.NONE ? item : attribute(item, values.text(attribute)));
        }
        return sum;
    }

    private Object unique(Object value, Given given) {
        boolean caseCounts = PythonValues.truth(given.get(0, "case_sensitive", false));
        Map<Object, Object> seen = new LinkedHashMap<>();
        for (Object item : values.items(value)) {
            seen.putIfAbsent(item instanceof String text && !caseCounts ? text.toLowerCase(Locale.ROOT) : item, item);
        }
        return new ArrayList<>(seen.values());
    }

    private Object json(Object value, Given given) {
        Object indent = given.get(1, "indent", None.NONE);
        Object separators = given.get(2, "separators", None.NONE);
        int spaces = indent == None.NONE ? -1 : Math.clamp(PythonValues.integer(indent), 0, 16);
        String item =
                separators == None.NONE ? (spaces < 0 ? ", " : ",") : PythonValues.string(values.item(separators, 0L));
        String key = separators == None.NONE ? ": " : PythonValues.string(values.item(separators, 1L));
        StringBuilder out = new StringBuilder();
        new PythonJson(
                        work,
                        spaces,
                        item,
                        key,
                        PythonValues.truth(given.get(3, "sort_keys", false)),
                        PythonValues.truth(given.get(0, "ensure_ascii", false)))
                .write(value, out, 0);
        return out.toString();
    }
}
