package org.openledger.datanet.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * Secrets and personal data of one row, in its fields and in what stands beside them.
 *
 * @param places where they stand; nowhere is what stands there
 */
public record PrivateRow(List<Place> places) {
    private static final int SHOWN = 5;

    public PrivateRow {
        places = List.copyOf(places);
    }

    /**
     * Where something stands.
     *
     * @param field of the row, or a column beside its fields
     * @param character the first one of it in that text, from 1
     */
    public record Place(PrivateKind kind, String what, String field, int character) {}

    /** @param messages the field that is JSON of messages */
    public static PrivateRow of(SortedMap<String, String> fields, SortedMap<String, Json> metadata, String messages) {
        List<Place> places = new ArrayList<>();
        changed(fields, metadata, messages, (field, text) -> {
            for (PrivateFinding each : PrivateScan.of(text)) {
                places.add(new Place(each.kind(), each.what(), field, each.start() + 1));
            }
            return text;
        });
        return new PrivateRow(places);
    }

    /** The fields of a row and what stands beside them, with placeholders. */
    public record Redacted(SortedMap<String, String> fields, SortedMap<String, Json> metadata) {}

    public static Redacted redacted(
            SortedMap<String, String> fields, SortedMap<String, Json> metadata, String messages) {
        return changed(fields, metadata, messages, (field, text) -> PrivateScan.redacted(text, PrivateScan.of(text)));
    }

    /** What stands where, in words, without what it says. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (Place each : places.subList(0, Math.min(SHOWN, places.size()))) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(each.what())
                    .append(" at character ")
                    .append(each.character())
                    .append(" of ")
                    .append(each.field());
        }
        return places.size() <= SHOWN ? words.toString() : words + " and " + (places.size() - SHOWN) + " more";
    }

    private static Redacted changed(
            SortedMap<String, String> fields,
            SortedMap<String, Json> metadata,
            String messages,
            BiFunction<String, String, String> change) {
        SortedMap<String, String> changedFields = new TreeMap<>();
        for (Map.Entry<String, String> each : fields.entrySet()) {
            String field = each.getKey();
            changedFields.put(
                    field,
                    field.equals(messages)
                            ? json(changed(parsed(each.getValue()), field, change))
                            : change.apply(field, each.getValue()));
        }
        SortedMap<String, Json> changedMetadata = new TreeMap<>();
        metadata.forEach((name, value) -> changedMetadata.put(name, changed(value, name, change)));
        return new Redacted(changedFields, changedMetadata);
    }

    /** Messages are called by their number. */
    private static Json changed(Json value, String name, BiFunction<String, String, String> change) {
        return switch (value) {
            case Json.JsonString text -> Json.of(change.apply(name, text.value()));
            case Json.JsonArray array -> {
                List<Json> items = new ArrayList<>();
                for (Json item : array.items()) {
                    items.add(changed(item, name + "[" + (items.size() + 1) + "]", change));
                }
                yield Json.array(items);
            }
            case Json.JsonObject object -> {
                SortedMap<String, Json> members = new TreeMap<>();
                object.members().forEach((key, member) -> members.put(key, changed(member, name + "." + key, change)));
                yield new Json.JsonObject(members);
            }
            default -> value;
        };
    }

    private static Json parsed(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Json value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
