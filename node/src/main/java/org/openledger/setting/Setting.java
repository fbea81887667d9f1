package org.openledger.setting;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that an operator may set.
 *
 * @param name a section and a name, as the file has it: {@code http.port}; a unit stands last
 * @param meaning what it does, one sentence
 * @param fallback its value when nobody gives one
 * @param fixed whether the contracts hold it from their deployment on
 */
public record Setting<T>(String name, String meaning, Kind<T> kind, Fallback<T> fallback, boolean fixed) {
    /** What to know about a setting that contracts hold. */
    public static final String FIXED =
            "Fixed when the contracts are deployed: a data folder that has its contracts refuses another value.";

    static final String ENVIRONMENT = "OPENLEDGER_";

    /**
     * What holds when nobody says otherwise.
     *
     * @param embedded on the embedded chain
     * @param elsewhere on another network
     * @param none what it means that there is no value
     */
    public record Fallback<T>(Optional<T> embedded, Optional<T> elsewhere, String none) {
        static <T> Fallback<T> of(T value) {
            return new Fallback<>(Optional.of(value), Optional.of(value), "");
        }

        static <T> Fallback<T> none(String meaning) {
            return new Fallback<>(Optional.empty(), Optional.empty(), meaning);
        }

        Optional<T> on(boolean embeddedChain) {
            return embeddedChain ? embedded : elsewhere;
        }
    }

    static <T> Setting<T> of(String name, Kind<T> kind, T fallback, String meaning) {
        return new Setting<>(name, meaning, kind, Fallback.of(fallback), false);
    }

    static <T> Setting<T> optional(String name, Kind<T> kind, String none, String meaning) {
        return new Setting<>(name, meaning, kind, Fallback.none(none), false);
    }

    /** With another value on other networks than the embedded chain, where a loop takes seconds. */
    Setting<T> elsewhere(T value) {
        return new Setting<>(
                name, meaning, kind, new Fallback<>(fallback.embedded, Optional.of(value), fallback.none), fixed);
    }

    Setting<T> fixedByContracts() {
        return new Setting<>(name, meaning, kind, fallback, true);
    }

    /** The variable of the environment that sets it. */
    public String variable() {
        return ENVIRONMENT + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The default in words. */
    public String defaultWords() {
        if (fallback.embedded.isEmpty()) {
            return fallback.none;
        }
        String here = kind.show(fallback.embedded.get());
        String there = fallback.elsewhere.map(kind::show).orElse(here);
        return here.equals(there) ? here : here + "; " + there + " on another network";
    }
}
