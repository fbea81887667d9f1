package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes JSON as Python's json.dumps does: with spaces after commas and colons, and in the order of the mapping. */
final class PythonJson {
    private final WorkLimit work;
    private final int indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sorted;
    private final boolean ascii;

    /** @param indent spaces a level; negative writes all in one line */
    PythonJson(WorkLimit work, int indent, String itemSeparator, String keySeparator, boolean sorted, boolean ascii) {
        this.work = work;
        this.indent = indent;
        this.itemSeparator = itemSeparator;
        this.keySeparator = keySeparator;
        this.sorted = sorted;
        this.ascii = ascii;
    }

    void write(Object value, StringBuilder out, int level) {
        work.enter();
        int before = out.length();
        switch (value) {
            case String text -> quote(text, out);
            case Boolean b -> out.append(b ? "true" : "false");
            case Long n -> out.append(n);
            case Double d -> out.append(PythonValues.number(d));
            case None _ -> out.append("null");
            case List<?> list -> writeAll(list, out, level);
            case Tuple tuple -> writeAll(tuple.items(), out, level);
            case Map<?, ?> map -> writeMap(map, out, level);
            default -> throw new JinjaException(PythonValues.type(value) + " cannot be written as JSON");
        }
        work.spend(out.length() - before);
        work.leave();
    }

    private void writeAll(List<?> items, StringBuilder out, int level) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        String separator = "[";
        for (Object item : items) {
            out.append(separator);
            newLine(out, level + 1);
            write(item, out, level + 1);
            separator = itemSeparator;
        }
        newLine(out, level);
        out.append(']');
    }

    private void writeMap(Map<?, ?> map, StringBuilder out, int level) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (sorted) {
            entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
        }
        String separator = "{";
        for (Map.Entry<?, ?> entry : entries) {
            out.append(separator);
            newLine(out, level + 1);
            quote(entry.getKey() instanceof String name ? name : new PythonValues(work).shown(entry.getKey()), out);
            out.append(keySeparator);
            write(entry.getValue(), out, level + 1);
            separator = itemSeparator;
        }
        newLine(out, level);
        out.append('}');
    }

    private void newLine(StringBuilder out, int level) {
        if (indent >= 0) {
            out.append('\n').repeat(' ', indent * level);
        }
    }

    private void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (ascii && c > '~')) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
