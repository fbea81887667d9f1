package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Python does with values: Long and Double are its numbers, String, Boolean, {@link None}, {@link Tuple}, List and Map the
 * rest.
 */
final class PythonValues {
    private final WorkLimit work;

    PythonValues(WorkLimit work) {
        this.work = work;
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case Long n -> n != 0;
            case Double d -> d != 0;
            case String s -> !s.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case None _, Undefined _ -> false;
            default -> true;
        };
    }

    /** What a template shows of a value. */
    String text(Object value) {
        return switch (value) {
            case String s -> s;
            case Undefined _ -> "";
            default -> {
                StringBuilder out = new StringBuilder();
                show(value, out);
                yield out.toString();
            }
        };
    }

    String shown(Object value) {
        StringBuilder out = new StringBuilder();
        show(value, out);
        return out.toString();
    }

    /** Python's repr. */
    private void show(Object value, StringBuilder out) {
        work.enter();
        int before = out.length();
        switch (value) {
            case String s -> quote(s, out);
            case Boolean b -> out.append(b ? "True" : "False");
            case None _ -> out.append("None");
            case Double d -> out.append(number(d));
            case List<?> list -> showAll(list, out, "[", "]");
            case Tuple tuple -> showAll(tuple.items(), out, "(", tuple.items().size() == 1 ? ",)" : ")");
            case Map<?, ?> map -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator);
                    show(entry.getKey(), out);
                    out.append(": ");
                    show(entry.getValue(), out);
                    separator = ", ";
                }
                out.append('}');
            }
            case Undefined _ -> out.append("Undefined");
            default -> out.append(value);
        }
        work.spend(out.length() - before);
        work.leave();
    }

    private void showAll(List<?> items, StringBuilder out, String open, String close) {
        out.append(open);
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            show(item, out);
            separator = ", ";
        }
        out.append(close);
    }

    private static void quote(String text, StringBuilder out) {
        char mark = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        out.append(mark);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == mark) {
                        out.append('\\').append(c);
                    } else if (c < ' ' || c == 0x7F) {
                        out.append(String.format("\\x%02x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append(mark);
    }

    /** A float as Python writes it. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            String plain = new java.math.BigDecimal(Double.toString(value)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String[] parts = Double.toString(value).split("E", 2);
        int exponent = Integer.parseInt(parts[1]);
        String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        return digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** The items of whatever can be gone through. */
    List<Object> items(Object value) {
        List<Object> items = switch (value) {
            case List<?> list -> objects(list);
            case Tuple tuple -> tuple.items();
            case Map<?, ?> map -> objects(map.keySet());
            case String s ->
                objects(s.codePoints().mapToObj(Character::toString).toList());
            case Undefined _ -> List.of();
            default -> throw new JinjaException(type(value) + " cannot be gone through");
        };
        work.spend(items.size());
        return items;
    }

    @SuppressWarnings("unchecked") // all values are objects
    static List<Object> objects(Collection<?> items) {
        return items instanceof List<?> list ? (List<Object>) list : new ArrayList<>(items);
    }

    long length(Object value) {
        return switch (value) {
            case String s -> s.codePointCount(0, s.length());
            case List<?> list -> list.size();
            case Tuple tuple -> tuple.items().size();
            case Map<?, ?> map -> map.size();
            case Undefined _ -> 0;
            default -> throw new JinjaException(type(value) + " has no length");
        };
    }

    static String type(Object value) {
        return switch (value) {
            case String _ -> "a text";
            case Boolean _ -> "a boolean";
            case Long _, Double _ -> "a number";
            case None _ -> "none";
            case List<?> _ -> "a list";
            case Tuple _ -> "a tuple";
            case Map<?, ?> _ -> "a mapping";
            case Undefined undefined -> throw undefined.error();
            default -> "a function or namespace";
        };
    }

    boolean equal(Object left, Object right) {
        work.spend(1);
        if (left instanceof Undefined && right instanceof Undefined) {
            return true;
        }
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right) == 0;
        }
        return switch (left) {
            case String s -> s.equals(right);
            case Tuple tuple -> right instanceof Tuple other && equalAll(tuple.items(), other.items());
            case List<?> list -> right instanceof List<?> other && equalAll(list, other);
            case Map<?, ?> map -> right instanceof Map<?, ?> other && equalAll(map, other);
            default -> left.equals(right);
        };
    }

    private boolean equalAll(List<?> left, List<?> right) {
        work.enter();
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = equal(left.get(i), right.get(i));
        }
        work.leave();
        return same;
    }

    private boolean equalAll(Map<?, ?> left, Map<?, ?> right) {
        work.enter();
        boolean same = left.size() == right.size();
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            same = same && other != null && equal(entry.getValue(), other);
        }
        work.leave();
        return same;
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    private static int compareNumbers(Object left, Object right) {
        return left instanceof Double || right instanceof Double
                ? Double.compare(real(left), real(right))
                : Long.compare(integer(left), integer(right));
    }

    int compare(Object left, Object right) {
        work.spend(1);
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof String a && right instanceof String b) {
            work.spend(Math.min(a.length(), b.length()));
            return comparePoints(a, b);
        }
        if (isSequence(left) && isSequence(right)) {
            List<Object> a = items(left);
            List<Object> b = items(right);
            work.enter();
            int order = Integer.compare(a.size(), b.size());
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    order = compare(a.get(i), b.get(i));
                    break;
                }
            }
            work.leave();
            return order;
        }
        throw new JinjaException(type(left) + " and " + type(right) + " have no order");
    }

    private static int comparePoints(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
    }

    static boolean isSequence(Object value) {
        return value instanceof List<?> || value instanceof Tuple;
    }

    boolean contains(Object container, Object item) {
        return switch (container) {
            case String s -> {
                if (!(item instanceof String part)) {
                    throw new JinjaException(type(item) + " cannot be in a text");
                }
                work.spend(s.length());
                yield s.contains(part);
            }
            case Map<?, ?> map -> map.containsKey(item);
            default -> items(container).stream().anyMatch(each -> equal(each, item));
        };
    }

    static double real(Object value) {
        return switch (value) {
            case Long n -> n;
            case Double d -> d;
            case Boolean b -> b ? 1 : 0;
            default -> throw new JinjaException(type(value) + " stands where a number belongs");
        };
    }

    static long integer(Object value) {
        return switch (value) {
            case Long n -> n;
            case Boolean b -> b ? 1 : 0;
            default -> throw new JinjaException(type(value) + " stands where a whole number belongs");
        };
    }

    static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new JinjaException(type(value) + " stands where a text belongs");
    }

    Object binary(String operator, Object left, Object right) {
        return switch (operator) {
            case "~" -> work.made(text(left) + text(right));
            case "+" -> sum(left, right);
            case "*" -> product(left, right);
            default -> arithmetic(operator, left, right);
        };
    }

    private Object sum(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return work.made(a + b);
        }
        if (left instanceof List<?> && right instanceof List<?>) {
            return joined(left, right);
        }
        if (left instanceof Tuple && right instanceof Tuple) {
            return new Tuple(joined(left, right));
        }
        return arithmetic("+", left, right);
    }

    private List<Object> joined(Object left, Object right) {
        List<Object> joined = new ArrayList<>(items(left));
        joined.addAll(items(right));
        return joined;
    }

    private Object product(Object left, Object right) {
        if (isNumber(left) && isNumber(right)) {
            return arithmetic("*", left, right);
        }
        Object repeated = isNumber(left) ? right : left;
        long times = Math.max(0, integer(isNumber(left) ? left : right));
        if (repeated instanceof String text) {
            work.spend(times > WorkLimit.MOST ? Long.MAX_VALUE : times * text.length());
            return text.repeat((int) times);
        }
        if (repeated instanceof List<?> list) {
            work.spend(times > WorkLimit.MOST ? Long.MAX_VALUE : times * list.size());
            List<Object> all = new ArrayList<>();
            for (long i = 0; i < times && !list.isEmpty(); i++) {
                all.addAll(list);
            }
            return all;
        }
        throw new JinjaException(type(left) + " and " + type(right) + " have no product");
    }

    private static Object arithmetic(String operator, Object left, Object right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new JinjaException("'" + operator + "' cannot join " + type(left) + " and " + type(right));
        }
        try {
            boolean whole = !(left instanceof Double) && !(right instanceof Double);
            if (whole && !operator.equals("/") && !(operator.equals("**") && integer(right) < 0)) {
                return whole(operator, integer(left), integer(right));
            }
            return real(operator, real(left), real(right));
        } catch (ArithmeticException e) {
            throw new JinjaException("'" + operator + "' gives no number that fits: " + e.getMessage());
        }
    }

    private static Long whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            case "**" ->
                java.math.BigInteger.valueOf(a).pow((int) Math.min(b, 64)).longValueExact();
            default -> throw new IllegalStateException(operator);
        };
    }

    private static Double real(String operator, double a, double b) {
        if (b == 0 && Set.of("/", "//", "%").contains(operator)) {
            throw new ArithmeticException("/ by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            case "**" -> Math.pow(a, b);
            default -> throw new IllegalStateException(operator);
        };
    }

    static Object negative(Object value) {
        return value instanceof Double d ? (Object) (-d) : arithmetic("-", 0L, value);
    }

    /** {@code of[key]} where {@code of} has no names. */
    Object item(Object of, Object key) {
        return switch (of) {
            case Map<?, ?> map -> {
                Object value = map.get(key);
                yield value == null ? new Undefined(text(key)) : value;
            }
            case String text -> {
                int[] points = text.codePoints().toArray();
                work.spend(points.length);
                int at = index(key, points.length);
                yield at < 0 ? new Undefined(text(key)) : Character.toString(points[at]);
            }
            case List<?> list -> at(list, key);
            case Tuple tuple -> at(tuple.items(), key);
            case Undefined undefined -> throw undefined.error();
            default -> new Undefined(text(key));
        };
    }

    private Object at(List<?> items, Object key) {
        int at = index(key, items.size());
        return at < 0 ? new Undefined(text(key)) : items.get(at);
    }

    private static int index(Object key, int size) {
        if (!(key instanceof Long n)) {
            return -1;
        }
        long at = n < 0 ? n + size : n;
        return at < 0 || at >= size ? -1 : (int) at;
    }

    /** Python's slice; none stands for a bound that is not given. */
    Object slice(Object of, Object from, Object to, Object step) {
        long by = step == None.NONE ? 1 : integer(step);
        if (by == 0) {
            throw new JinjaException("a slice has the step 0");
        }
        List<Object> all = switch (of) {
            case String _, Tuple _ -> items(of);
            case List<?> _ -> items(of);
            default -> throw new JinjaException(type(of) + " cannot be sliced");
        };
        int size = all.size();
        long start = bound(from, by > 0 ? 0 : size - 1L, size, by);
        long end = bound(to, by > 0 ? size : -1, size, by);
        List<Object> taken = new ArrayList<>();
        for (long i = start; by > 0 ? i < end : i > end; i += by) {
            taken.add(all.get((int) i));
        }
        return switch (of) {
            case String _ ->
                String.join("", taken.stream().map(String.class::cast).toList());
            case Tuple _ -> new Tuple(taken);
            default -> taken;
        };
    }

    private static long bound(Object given, long otherwise, int size, long step) {
        if (given == None.NONE) {
            return otherwise;
        }
        long at = integer(given);
        at = at < 0 ? Math.max(at, -size - 1L) + size : at;
        return step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
    }

    /** A copy that a template may have, of what Java gives: null, numbers, texts, lists, maps. */
    static Object of(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> None.NONE;
            case Integer n -> (long) n;
            case Long n -> n;
            case Number n -> n.doubleValue();
            case List<?> list -> list.stream().map(PythonValues::of).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(key, of(each)));
                yield copy;
            }
            default -> value;
        };
    }
}
