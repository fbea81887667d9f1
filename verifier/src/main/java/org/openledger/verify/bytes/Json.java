package org.openledger.verify.bytes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value as receipts and log entries use it: numbers are integers that every JSON reader keeps exact. */
public sealed interface Json {
    /** The largest integer a double keeps exact (RFC 7493, section 2.2); its negative is the smallest. */
    long MAX_INTEGER = (1L << 53) - 1;

    static JsonString of(String value) {
        return new JsonString(value);
    }

    static JsonInteger of(long value) {
        return new JsonInteger(value);
    }

    static JsonArray array(List<? extends Json> items) {
        return new JsonArray(List.copyOf(items));
    }

    /** An array of strings. */
    static JsonArray strings(List<String> items) {
        return new JsonArray(items.stream().<Json>map(JsonString::new).toList());
    }

    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    /** Members in the order of RFC 8785: by UTF-16 code units, which is how Java compares strings. */
    record JsonObject(SortedMap<String, Json> members) implements Json {
        public JsonObject {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
            members.keySet().forEach(Json::requireWellFormed);
        }

        /** The same object without one member. */
        public JsonObject without(String key) {
            SortedMap<String, Json> rest = new TreeMap<>(members);
            rest.remove(key);
            return new JsonObject(rest);
        }
    }

    record JsonArray(List<Json> items) implements Json {
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    record JsonString(String value) implements Json {
        public JsonString {
            requireWellFormed(value);
        }
    }

    record JsonInteger(long value) implements Json {
        public JsonInteger {
            if (value > MAX_INTEGER || value < -MAX_INTEGER) {
                throw new VerifyException("the integer " + value + " is beyond ±(2^53-1): write it as a string");
            }
        }
    }

    record JsonBoolean(boolean value) implements Json {}

    record JsonNull() implements Json {}

    /** Collects members; a key given twice is refused. */
    final class ObjectBuilder {
        private final SortedMap<String, Json> members = new TreeMap<>();

        private ObjectBuilder() {}

        public ObjectBuilder put(String key, Json value) {
            if (members.put(key, value) != null) {
                throw new IllegalStateException("the key " + key + " was put twice");
            }
            return this;
        }

        public ObjectBuilder put(String key, String value) {
            return put(key, new JsonString(value));
        }

        public ObjectBuilder put(String key, long value) {
            return put(key, new JsonInteger(value));
        }

        public ObjectBuilder putAll(Map<String, ? extends Json> values) {
            values.forEach(this::put);
            return this;
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }

    private static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new VerifyException("a string holds half a surrogate pair at character " + i);
                }
                i++;
            }
        }
    }
}
