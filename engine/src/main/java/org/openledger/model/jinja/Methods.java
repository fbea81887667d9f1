package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The methods that Python's texts, mappings and lists have and that change nothing. */
final class Methods {
    private final WorkLimit work;
    private final PythonValues values;

    Methods(WorkLimit work, PythonValues values) {
        this.work = work;
        this.values = values;
    }

    /** The method of a value by its name; empty where it has none. */
    Optional<Callable> of(Object value, String name) {
        return switch (value) {
            case String text -> ofText(text, name);
            case Map<?, ?> map -> ofMap(map, name);
            case List<?> list -> ofList(list, name);
            case Tuple tuple -> ofList(tuple.items(), name);
            default -> Optional.empty();
        };
    }

    private Optional<Callable> ofText(String text, String name) {
        Callable method = switch (name) {
            case "startswith" -> (given, _) -> any(given, text::startsWith);
            case "endswith" -> (given, _) -> any(given, text::endsWith);
            case "strip" -> (given, _) -> stripped(text, given, true, true);
            case "lstrip" -> (given, _) -> stripped(text, given, true, false);
            case "rstrip" -> (given, _) -> stripped(text, given, false, true);
            case "split" -> (given, named) -> split(text, given, named, false);
            case "rsplit" -> (given, named) -> split(text, given, named, true);
            case "splitlines" -> (_, _) -> PythonValues.objects(text.lines().toList());
            case "upper" -> (_, _) -> text.toUpperCase(java.util.Locale.ROOT);
            case "lower" -> (_, _) -> text.toLowerCase(java.util.Locale.ROOT);
            case "title" -> (_, _) -> title(text);
            case "capitalize" -> (_, _) -> capitalized(text);
            case "replace" -> (given, named) -> replaced(text, given, named);
            case "join" -> (given, _) -> joined(text, given.getFirst());
            case "find" -> (given, _) -> place(text, text.indexOf(PythonValues.string(given.getFirst())));
            case "rfind" -> (given, _) -> place(text, text.lastIndexOf(PythonValues.string(given.getFirst())));
            case "count" -> (given, _) -> count(text, PythonValues.string(given.getFirst()));
            case "removeprefix" ->
                (given, _) -> {
                    String prefix = PythonValues.string(given.getFirst());
                    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                };
            case "removesuffix" ->
                (given, _) -> {
                    String suffix = PythonValues.string(given.getFirst());
                    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
                };
            case "isdigit", "isnumeric" -> (_, _) -> all(text, Character::isDigit);
            case "isalpha" -> (_, _) -> all(text, Character::isLetter);
            case "isalnum" -> (_, _) -> all(text, Character::isLetterOrDigit);
            case "isspace" -> (_, _) -> all(text, Character::isWhitespace);
            case "isupper" ->
                (_, _) -> !text.equals(text.toLowerCase(java.util.Locale.ROOT))
                        && text.equals(text.toUpperCase(java.util.Locale.ROOT));
            case "islower" ->
                (_, _) -> !text.equals(text.toUpperCase(java.util.Locale.ROOT))
                        && text.equals(text.toLowerCase(java.util.Locale.ROOT));
            default -> null;
        };
        return Optional.ofNullable(method).map(each -> bounded(text.length(), name, each));
    }

    private Optional<Callable> ofMap(Map<?, ?> map, String name) {
        Callable method = switch (name) {
            case "get" ->
                (given, named) -> {
                    Object value = map.get(given.getFirst());
                    Object otherwise = given.size() > 1 ? given.get(1) : named.getOrDefault("default", None.NONE);
                    return value == null ? otherwise : value;
                };
            case "items" -> (_, _) -> items(map);
            case "keys" -> (_, _) -> new ArrayList<>(map.keySet());
            case "values" -> (_, _) -> new ArrayList<>(map.values());
            default -> null;
        };
        return Optional.ofNullable(method).map(each -> bounded(map.size(), name, each));
    }

    private Optional<Callable> ofList(List<?> list, String name) {
        Callable method = switch (name) {
            case "index" ->
                (given, _) -> {
                    for (int i = 0; i < list.size(); i++) {
                        if (values.equal(list.get(i), given.getFirst())) {
                            return (long) i;
                        }
                    }
                    throw new JinjaException("a list has no " + values.shown(given.getFirst()));
                };
            case "count" ->
                (given, _) -> list.stream()
                        .filter(each -> values.equal(each, given.getFirst()))
                        .count();
            case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
                throw new JinjaException("'" + name + "' would change a list, which templates must not");
            default -> null;
        };
        return Optional.ofNullable(method).map(each -> bounded(list.size(), name, each));
    }

    private Callable bounded(int size, String name, Callable method) {
        return (given, named) -> {
            work.spend(size);
            try {
                Object result = method.call(given, named);
                return result instanceof String made ? work.made(made) : result;
            } catch (java.util.NoSuchElementException e) {
                throw new JinjaException("'" + name + "' needs an argument");
            }
        };
    }

    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(new Tuple(List.of(key, value))));
        return items;
    }

    private Object any(List<Object> given, java.util.function.Predicate<String> holds) {
        Object wanted = given.getFirst();
        return wanted instanceof String one
                ? holds.test(one)
                : (Object)
                        values.items(wanted).stream().map(PythonValues::string).anyMatch(holds);
    }

    private static Object all(String text, IntPredicate holds) {
        return !text.isEmpty() && text.codePoints().allMatch(holds);
    }

    static String stripped(String text, List<Object> given, boolean left, boolean right) {
        Object characters = given.isEmpty() ? None.NONE : given.getFirst();
        IntPredicate gone = characters instanceof String set
                ? point -> set.indexOf(point) >= 0
                : point -> Character.isWhitespace(point) || Character.isSpaceChar(point);
        int from = 0;
        int to = text.length();
        while (left && from < to && gone.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && to > from && gone.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private List<Object> split(String text, List<Object> given, Map<String, Object> named, boolean fromRight) {
        Object separator = given.isEmpty() ? named.getOrDefault("sep", None.NONE) : given.getFirst();
        Object most = given.size() > 1 ? given.get(1) : named.getOrDefault("maxsplit", -1L);
        long left = PythonValues.integer(most) < 0 ? Long.MAX_VALUE : PythonValues.integer(most);
        if (!(separator instanceof String by)) {
            String bare = text.strip();
            if (bare.isEmpty()) {
                return List.of();
            }
            return new ArrayList<>(
                    Arrays.asList(left > text.length() ? bare.split("\\s+", -1) : bare.split("\\s+", (int) left + 1)));
        }
        if (by.isEmpty()) {
            throw new JinjaException("a text cannot be split by an empty one");
        }
        List<Object> parts = new ArrayList<>();
        String rest = text;
        while (true) {
            int at = fromRight ? rest.lastIndexOf(by) : rest.indexOf(by);
            if (at < 0 || left-- == 0) {
                parts.add(fromRight ? 0 : parts.size(), rest);
                return parts;
            }
            work.spend(rest.length());
            parts.add(
                    fromRight ? 0 : parts.size(), fromRight ? rest.substring(at + by.length()) : rest.substring(0, at));
            rest = fromRight ? rest.substring(0, at) : rest.substring(at + by.length());
        }
    }

    Object replaced(String text, List<Object> given, Map<String, Object> named) {
        String old = PythonValues.string(given.getFirst());
        String fresh = PythonValues.string(given.size() > 1 ? given.get(1) : named.getOrDefault("new", None.NONE));
        Object most = given.size() > 2 ? given.get(2) : named.getOrDefault("count", -1L);
        long left = most == None.NONE || PythonValues.integer(most) < 0 ? Long.MAX_VALUE : PythonValues.integer(most);
        work.spend(text.length() + (text.length() + 1L) / Math.max(1, old.length()) * fresh.length());
        if (left == Long.MAX_VALUE) {
            return text.replace(old, fresh);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(old); at >= 0 && left > 0 && !old.isEmpty(); at = text.indexOf(old, from)) {
            out.append(text, from, at).append(fresh);
            from = at + old.length();
            left--;
        }
        return out.append(text, from, text.length()).toString();
    }

    private String joined(String separator, Object given) {
        List<String> parts =
                values.items(given).stream().map(PythonValues::string).toList();
        work.spend(parts.stream().mapToLong(String::length).sum() + (long) separator.length() * parts.size());
        return String.join(separator, parts);
    }

    private static Object place(String text, int at) {
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object count(String text, String part) {
        if (part.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        return text.substring(0, first).toUpperCase(java.util.Locale.ROOT)
                + text.substring(first).toLowerCase(java.util.Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int point : text.codePoints().toArray()) {
            out.appendCodePoint(inside ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inside = Character.isLetter(point);
        }
        return out.toString();
    }
}
