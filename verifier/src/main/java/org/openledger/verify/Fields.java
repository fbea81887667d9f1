package org.openledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * Reads the members of one object: each is taken once by name and type, and {@link #read} refuses those nobody took, so
 * that nothing unexplained can hide in a receipt. Errors name the path to the value.
 */
public final class Fields {
    /** No list in a receipt or its proofs is longer. */
    public static final int MAX_ITEMS = 100_000;

    private final String path;
    private final SortedMap<String, Json> left;

    private Fields(String path, SortedMap<String, Json> left) {
        this.path = path;
        this.left = left;
    }

    /** Reads a whole object; unknown members are refused, and what the record's constructor refuses gets the path. */
    public static <T> T read(String path, Json json, Function<Fields, T> reader) {
        if (!(json instanceof JsonObject object)) {
            throw new VerifyException(path + " must be an object");
        }
        Fields fields = new Fields(path, new TreeMap<>(object.members()));
        T value;
        try {
            value = reader.apply(fields);
        } catch (VerifyException e) {
            throw e.getMessage().startsWith(path) ? e : new VerifyException(path + ": " + e.getMessage(), e);
        }
        if (!fields.left.isEmpty()) {
            throw new VerifyException(path + " has the unknown member \"" + fields.left.firstKey() + "\"");
        }
        return value;
    }

    public String text(String key) {
        return textOf(at(key), take(key));
    }

    public long integer(String key) {
        return integerOf(at(key), take(key));
    }

    public int int32(String key) {
        return int32Of(at(key), take(key));
    }

    public <T> T object(String key, Function<Fields, T> reader) {
        return read(at(key), take(key), reader);
    }

    public <T> Optional<T> optional(String key, Function<Fields, T> reader) {
        return left.containsKey(key) ? Optional.of(object(key, reader)) : Optional.empty();
    }

    public Optional<String> optionalText(String key) {
        return left.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    public <T> List<T> objects(String key, Function<Fields, T> reader) {
        return items(key, (itemPath, item) -> read(itemPath, item, reader));
    }

    /** No items when the member is absent; one that is there has at least one. */
    public <T> List<T> optionalObjects(String key, Function<Fields, T> reader) {
        if (!left.containsKey(key)) {
            return List.of();
        }
        List<T> items = objects(key, reader);
        Require.that(!items.isEmpty(), at(key) + " must not be empty: leave it out");
        return items;
    }

    public List<String> texts(String key) {
        return items(key, Fields::textOf);
    }

    public List<Integer> int32s(String key) {
        return items(key, Fields::int32Of);
    }

    /** A member of any type, for the caller to read further. */
    public Json take(String key) {
        Json value = left.remove(key);
        if (value == null) {
            throw new VerifyException(at(key) + " is missing");
        }
        return value;
    }

    /** The member must hold exactly this text. */
    public void literal(String key, String expected) {
        String found = text(key);
        Require.that(found.equals(expected), at(key) + " must be \"" + expected + "\"");
    }

    public String at(String key) {
        return path + "." + key;
    }

    private interface ItemReader<T> {
        T read(String path, Json item);
    }

    private <T> List<T> items(String key, ItemReader<T> reader) {
        if (!(take(key) instanceof JsonArray array)) {
            throw new VerifyException(at(key) + " must be an array");
        }
        Require.atMost(at(key), array.items().size(), MAX_ITEMS);
        List<T> values = new ArrayList<>(array.items().size());
        for (Json item : array.items()) {
            values.add(reader.read(at(key) + "[" + values.size() + "]", item));
        }
        return values;
    }

    private static String textOf(String path, Json json) {
        if (!(json instanceof JsonString string)) {
            throw new VerifyException(path + " must be a string");
        }
        return string.value();
    }

    private static long integerOf(String path, Json json) {
        if (!(json instanceof JsonInteger integer)) {
            throw new VerifyException(path + " must be an integer");
        }
        return integer.value();
    }

    private static int int32Of(String path, Json json) {
        long value = integerOf(path, json);
        Require.range(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return (int) value;
    }
}
