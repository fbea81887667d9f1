package org.openledger.datanet.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.verify.bytes.Json;

/** A value of a record, as its file has it. */
public sealed interface Value {
    /** A text. */
    record Text(String text) implements Value {}

    /** A number, true or false, as the file spells it. */
    record Literal(String spelling) implements Value {}

    /** Nothing stands there. */
    record Nothing() implements Value {}

    /** A list. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Named values, in the order of the file. */
    record Members(Map<String, Value> members) implements Value {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The value of this name; {@link Nothing} where there is none. */
        public Value get(String name) {
            return members.getOrDefault(name, new Nothing());
        }
    }

    /** Whether nothing stands there, or only white space. */
    default boolean isEmpty() {
        return this instanceof Nothing
                || (this instanceof Text text && text.text().isBlank());
    }

    /** The text itself, or the JSON of what is no text. */
    default String asText() {
        return switch (this) {
            case Text text -> text.text();
            case Literal literal -> literal.spelling();
            case Nothing _ -> "null";
            case Items _, Members _ -> {
                StringBuilder out = new StringBuilder();
                write(out);
                yield out.toString();
            }
        };
    }

    /** What metadata keeps of it: texts, whole numbers and booleans as they are, the JSON of everything else. */
    default Json kept() {
        if (this instanceof Literal(String spelling)) {
            if (spelling.equals("true") || spelling.equals("false")) {
                return new Json.JsonBoolean(spelling.equals("true"));
            }
            if (spelling.matches("0|-?[1-9][0-9]{0,14}")) {
                return Json.of(Long.parseLong(spelling));
            }
        }
        return Json.of(asText());
    }

    private void write(StringBuilder out) {
        switch (this) {
            case Text text -> quote(text.text(), out);
            case Literal literal -> out.append(literal.spelling());
            case Nothing _ -> out.append("null");
            case Items items -> {
                out.append('[');
                String between = "";
                for (Value item : items.items()) {
                    out.append(between);
                    item.write(out);
                    between = ",";
                }
                out.append(']');
            }
            case Members members -> {
                out.append('{');
                String between = "";
                for (Map.Entry<String, Value> member : members.members().entrySet()) {
                    out.append(between);
                    quote(member.getKey(), out);
                    out.append(':');
                    member.getValue().write(out);
                    between = ",";
                }
                out.append('}');
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
