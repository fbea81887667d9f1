package org.openledger.model.jinja;

import java.util.HashMap;
import java.util.Map;

/** What {@code namespace()} makes: the one value that templates change. */
final class Namespace {
    private final Map<String, Object> attributes = new HashMap<>();

    Object get(String name) {
        Object value = attributes.get(name);
        return value == null ? new Undefined(name) : value;
    }

    void set(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public String toString() {
        return "<Namespace>";
    }
}
