package org.openledger.model.gguf;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.openledger.model.file.ModelException;

/** The values of a header by their types. It remembers which were asked for, so that none is passed over in silence. */
final class GgufValues {
    private final String where;
    private final Map<String, Object> values;
    private final Set<String> read = new HashSet<>();

    GgufValues(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    private Optional<Object> value(String key) {
        read.add(key);
        return Optional.ofNullable(values.get(key));
    }

    OptionalLong whole(String key) {
        Optional<Object> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return OptionalLong.of(number);
        }
        throw wrong(key, "a whole number");
    }

    int requiredWhole(String key) {
        return Math.toIntExact(whole(key).orElseThrow(() -> wrong(key, "a whole number")));
    }

    OptionalDouble number(String key) {
        Optional<Object> value = value(key);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof Number number && Double.isFinite(number.doubleValue())) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw wrong(key, "a number");
    }

    Optional<String> text(String key) {
        return value(key).map(each -> {
            if (each instanceof String text) {
                return text;
            }
            throw wrong(key, "a text");
        });
    }

    boolean flag(String key, boolean otherwise) {
        return value(key)
                .map(each -> {
                    if (each instanceof Boolean flag) {
                        return flag;
                    }
                    throw wrong(key, "true or false");
                })
                .orElse(otherwise);
    }

    /** A list of elements of one type; empty where there is none. */
    <T> List<T> list(String key, Class<T> type) {
        return value(key)
                .map(each -> {
                    if (each instanceof List<?> list && list.stream().allMatch(type::isInstance)) {
                        return list.stream().map(type::cast).toList();
                    }
                    throw wrong(key, "a list of " + type.getSimpleName());
                })
                .orElse(List.of());
    }

    /** Marks values as known not to change what is computed. */
    void ignore(String... keys) {
        read.addAll(List.of(keys));
    }

    /** @throws ModelException when a value whose name begins so was not asked for */
    void refuseUnread(String prefix) {
        values.forEach((key, value) -> {
            if (key.startsWith(prefix) && !read.contains(key)) {
                throw new ModelException(where + ": " + key + " is " + shortened(value)
                        + ", which this engine does not compute; use a model without it");
            }
        });
    }

    private ModelException wrong(String key, String wanted) {
        Object value = values.get(key);
        return new ModelException(where + ": " + key + " must be " + wanted
                + (value == null ? ", and is missing" : ", not " + shortened(value)));
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
