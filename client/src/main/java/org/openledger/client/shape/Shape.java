package org.openledger.client.shape;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The form of a JSON value. */
public sealed interface Shape {
    /** @param words the only ones there are; none when any text will do */
    record Text(List<String> words) implements Shape {}

    /** An integer of at most 64 bits. */
    record Whole(long minimum, long maximum) implements Shape {}

    record Real(double minimum, double maximum) implements Shape {}

    record Flag() implements Shape {}

    /** @param atMost elements; {@link Integer#MAX_VALUE} where the list does not say */
    record Many(Shape element, int atMost) implements Shape {}

    /** An object whose names are free. */
    record Named(Shape value) implements Shape {}

    /** @param members in the order of the record's components; those of an unwrapped record stand in its place */
    record Members(Class<?> record, List<Member> members) implements Shape {
        Optional<Member> find(String name) {
            return members.stream().filter(member -> member.name().equals(name)).findFirst();
        }

        List<String> names() {
            return members.stream().map(Member::name).toList();
        }
    }

    /**
     * One name of an object.
     *
     * @param name on the wire
     * @param owner the record that declares it
     * @param component its name there
     * @param required whether it must be there
     * @param whenAbsent what it is when left out, as JSON
     * @param example what it may be, as JSON
     */
    record Member(
            String name,
            Class<?> owner,
            String component,
            Shape shape,
            boolean required,
            Optional<String> whenAbsent,
            Optional<String> example) {}

    record OneOf(List<Shape> shapes) implements Shape {}

    /** Not supported but for these values, which ask for nothing. */
    record Only(List<JsonNode> values) implements Shape {}

    /** JSON of another standard, which is passed on as it is. */
    record Anything() implements Shape {}
}
