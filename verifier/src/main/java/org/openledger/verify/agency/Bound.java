package org.openledger.verify.agency;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.Fields;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * What one argument of one tool may be. Whoever bounds an argument wants it said: without it the call is refused.
 *
 * @param values texts, each as a whole or as a beginning; of numbers the one limit, in digits
 */
public record Bound(String tool, String argument, Kind kind, List<String> values) {
    public static final Comparator<Bound> ORDER =
            Comparator.comparing(Bound::tool).thenComparing(Bound::argument).thenComparing(Bound::kind);

    private static final int MAX_VALUES = 32;
    private static final int MAX_CHARACTERS = 256;

    /** How a value is compared. */
    public enum Kind implements Worded {
        /** It is one of the values. */
        IS,
        /** It begins with one of them. */
        BEGINS,
        /** It is a number, and no less. */
        LEAST,
        /** It is a number, and no more. */
        MOST;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean ofNumbers() {
            return this == LEAST || this == MOST;
        }
    }

    public Bound {
        Require.that(tool.matches("[a-z][a-z0-9_]{0,63}"), "bounds name tools by lowercase letters, digits and _");
        Require.that(argument.matches("[A-Za-z][A-Za-z0-9_]{0,63}"), "bounds name arguments by letters, digits and _");
        values = List.copyOf(values);
        Require.that(!values.isEmpty() && values.size() <= MAX_VALUES, "a bound has 1 to " + MAX_VALUES + " values");
        Require.that(
                values.stream().sorted().distinct().toList().equals(values),
                "the values of a bound must be sorted, with each once");
        for (String value : values) {
            TrustedWords.requirePlain("bounds.values", value, 1, MAX_CHARACTERS);
            Require.that(
                    !kind.ofNumbers() || (values.size() == 1 && value.matches("0|[1-9][0-9]{0,14}")),
                    "a bound of a number has one value, in digits");
            // "https://shop.example" also begins https://shop.example.elsewhere
            Require.that(
                    kind != Kind.BEGINS || !value.contains("://") || value.matches("[a-z]+://[^/@\\\\]+/.*"),
                    "a beginning of an address goes on with / after the host");
        }
    }

    /** Why a call is beyond it, as a sentence; empty where it is not. */
    Optional<String> broken(Json.JsonObject arguments) {
        return allows(arguments.members().get(argument))
                ? Optional.empty()
                : Optional.of("'" + argument + "' must be " + words());
    }

    private boolean allows(@Nullable Json value) {
        if (value instanceof Json.JsonArray array) {
            return !array.items().isEmpty() && array.items().stream().allMatch(this::allows);
        }
        if (value instanceof Json.JsonInteger number) {
            return allows(Long.toString(number.value()));
        }
        return value instanceof Json.JsonString text && !kind.ofNumbers() && allows(text.value());
    }

    private boolean allows(String value) {
        return switch (kind) {
            case IS -> values.contains(value);
            case BEGINS -> values.stream().anyMatch(value::startsWith);
            case LEAST -> value.matches("[0-9]{1,18}") && Long.parseLong(value) >= limit();
            case MOST -> value.matches("[0-9]{1,18}") && Long.parseLong(value) <= limit();
        };
    }

    private long limit() {
        return Long.parseLong(values.get(0));
    }

    /** Whether what this allows, the other allows too. */
    boolean narrows(Bound other) {
        if (!tool.equals(other.tool) || !argument.equals(other.argument)) {
            return false;
        }
        if (kind == Kind.IS) {
            // a text of digits is no number: what bounds one is narrowed by its own kind alone
            return !other.kind.ofNumbers() && values.stream().allMatch(other::allows);
        }
        return kind == other.kind
                && switch (kind) {
                    case IS -> false;
                    case BEGINS -> values.stream().allMatch(other::allows);
                    case LEAST -> limit() >= other.limit();
                    case MOST -> limit() <= other.limit();
                };
    }

    String words() {
        return switch (kind) {
            case IS -> "one of " + String.join(", ", values);
            case BEGINS -> "what begins with " + String.join(" or ", values);
            case LEAST -> "at least " + limit();
            case MOST -> "at most " + limit();
        };
    }

    /** As wallets show it. */
    String text() {
        return tool + ": " + argument + " is " + words();
    }

    static Bound read(Fields fields) {
        return new Bound(
                fields.text("tool"),
                fields.text("argument"),
                Require.word("kind", Kind.class, fields.text("kind")),
                fields.texts("values"));
    }

    Json.JsonObject json() {
        return Json.object()
                .put("tool", tool)
                .put("argument", argument)
                .put("kind", kind.word())
                .put("values", Json.strings(values))
                .build();
    }
}
