package org.openledger.client.shape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Reads shapes from Java types. */
public final class Shapes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Class<?>, Shape.Members> RECORDS = new ConcurrentHashMap<>();

    private Shapes() {}

    /** The shape of a record. */
    public static Shape.Members of(Class<? extends Record> record) {
        Shape.Members known = RECORDS.get(record);
        if (known == null) {
            known = new Shape.Members(record, members(record));
            RECORDS.put(record, known);
        }
        return known;
    }

    /** The shape of any type that a record's component may have. */
    public static Shape of(Type type) {
        return of(type, new Bound(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), List.of());
    }

    private record Bound(double from, double to) {
        Shape.Whole within(long minimum, long maximum) {
            return new Shape.Whole(Math.max(minimum, (long) from), Math.min(maximum, (long) to));
        }
    }

    private static List<Shape.Member> members(Class<? extends Record> record) {
        List<Shape.Member> members = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members.addAll(of(component.getType().asSubclass(Record.class)).members());
            } else {
                members.add(member(record, component));
            }
        }
        return List.copyOf(members);
    }

    private static Shape.Member member(Class<?> record, RecordComponent component) {
        JsonProperty wire = component.getAccessor().getAnnotation(JsonProperty.class);
        WhenAbsent absent = component.getAnnotation(WhenAbsent.class);
        Example example = component.getAnnotation(Example.class);
        return new Shape.Member(
                wire == null ? component.getName() : wire.value(),
                record,
                component.getName(),
                shape(component),
                component.getType() != Optional.class && component.getType() != OptionalLong.class && absent == null,
                Optional.ofNullable(absent).map(WhenAbsent::value),
                Optional.ofNullable(example).map(Example::value));
    }

    private static Shape shape(RecordComponent component) {
        Neutral neutral = component.getAnnotation(Neutral.class);
        if (neutral != null) {
            return new Shape.Only(Arrays.stream(neutral.value())
                    .map(value -> JSON.readTree(value))
                    .toList());
        }
        AnyOf any = component.getAnnotation(AnyOf.class);
        if (any != null) {
            return new Shape.OneOf(
                    Arrays.stream(any.value()).map(each -> of((Type) each)).toList());
        }
        Described described = component.getAnnotation(Described.class);
        if (described != null) {
            return of(described.by());
        }
        AtMost most = component.getAnnotation(AtMost.class);
        Bounds bounds = component.getAnnotation(Bounds.class);
        Words words = component.getAnnotation(Words.class);
        Shape shape = of(
                component.getGenericType(),
                bounds == null
                        ? new Bound(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                        : new Bound(bounds.from(), bounds.to()),
                words == null ? List.of() : List.of(words.value()));
        return most != null && shape instanceof Shape.Many many ? new Shape.Many(many.element(), most.value()) : shape;
    }

    private static Shape of(Type type, Bound bound, List<String> words) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class) {
                return of(arguments[0], bound, words);
            }
            return List.class.isAssignableFrom(raw)
                    ? new Shape.Many(of(arguments[0], bound, words), Integer.MAX_VALUE)
                    : new Shape.Named(of(arguments[1], bound, words));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            return new Shape.Many(of(plain.componentType(), bound, words), Integer.MAX_VALUE);
        }
        if (plain == String.class) {
            return new Shape.Text(words);
        }
        if (plain == long.class || plain == Long.class || plain == OptionalLong.class) {
            return bound.within(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (plain == int.class || plain == Integer.class) {
            return bound.within(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (plain == double.class || plain == Double.class) {
            return new Shape.Real(bound.from(), bound.to());
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Shape.Flag();
        }
        return plain.isRecord() ? of(plain.asSubclass(Record.class)) : new Shape.Anything();
    }
}
