package org.openledger.model.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and their values; what is set here is seen here and further in. */
final class Variables {
    private final @Nullable Variables outer;
    private final Map<String, Object> values = new HashMap<>();

    Variables(@Nullable Variables outer) {
        this.outer = outer;
    }

    Object get(String name) {
        for (Variables scope = this; scope != null; scope = scope.outer) {
            Object value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Undefined(name);
    }

    void set(String name, Object value) {
        values.put(name, value);
    }
}
