package org.openledger.model.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The texts in JSON: of texts, numbers, booleans, null, lists and maps. */
final class JsonTexts {
    private JsonTexts() {}

    /** The same JSON with each of its texts changed, names included. */
    static Object map(Object value, UnaryOperator<String> change) {
        return switch (value) {
            case String text -> change.apply(text);
            case List<?> list -> list.stream().map(each -> mapped(each, change)).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, each) -> copy.put(change.apply((String) name), mapped(each, change)));
                yield copy;
            }
            default -> value;
        };
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<String> change) {
        return value == null ? null : map(value, change);
    }
}
