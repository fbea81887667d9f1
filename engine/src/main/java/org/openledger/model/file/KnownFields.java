package org.openledger.model.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a settings file of a model may hold. A field is read, or changes no number, or must have a value that this engine computes
 * anyway. Any other field is refused by name, unless it says nothing: null, false, or an empty text, list or object.
 */
public final class KnownFields {
    private final Set<String> free = new HashSet<>();
    private final Map<String, List<String>> only = new HashMap<>();

    /** Fields that may have any value: they are read and checked elsewhere, or no number depends on them. */
    public KnownFields any(String... names) {
        free.addAll(Arrays.asList(names));
        return this;
    }

    /** A field that must have one of these values where it is there; {@code null} is the text "null". */
    public KnownFields only(String name, String... values) {
        only.put(name, List.of(values));
        return this;
    }

    /**
     * Looks at every field of an object.
     *
     * @param where the file, and the object's name in it if it is not the whole
     * @throws ModelException with the name and the value of the first field that is not computed here
     */
    public void check(String where, JsonNode object) {
        object.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            List<String> allowed = only.get(name);
            if (allowed != null) {
                String found = value.isValueNode() ? value.asString("null") : value.toString();
                if (!allowed.contains(found)) {
                    throw new ModelException(where + ": " + name + " is " + shortened(value)
                            + "; this engine computes it only as " + String.join(" or ", allowed));
                }
            } else if (!free.contains(name) && !saysNothing(value)) {
                throw new ModelException(where + ": " + name + " is " + shortened(value)
                        + ", which this engine does not compute; use a model without it");
            }
        });
    }

    /** The fields of a file. */
    public void check(Path file, JsonNode root) {
        check(file.toString(), root);
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
