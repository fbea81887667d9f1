package org.openledger.setting;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of all settings, and where each comes from. Immutable. */
public final class SettingValues {
    public static final String DEFAULT_SOURCE = "default";

    /** Nothing is given: every setting has its default. */
    public static final SettingValues DEFAULTS = new SettingValues(Map.of());

    private final Map<Setting<?>, Given<?>> given;

    private record Given<T>(T value, String source) {}

    private SettingValues(Map<Setting<?>, Given<?>> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * These values, and one more in place of an earlier one.
     *
     * @param source where it stands, as an operator would look for it
     */
    public <T> SettingValues with(Setting<T> setting, T value, String source) {
        Map<Setting<?>, Given<?>> more = new HashMap<>(given);
        more.put(setting, new Given<>(value, source));
        return new SettingValues(more);
    }

    /** {@link #with(Setting, Object, String)} for a value as it is written. */
    <T> SettingValues withWord(Setting<T> setting, String word, String source) {
        try {
            return with(setting, setting.kind().parse(word), source);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    setting.name() + " must be " + setting.kind().bounds() + ", not '" + word + "' (" + source + ")",
                    e);
        }
    }

    /** The value of a setting that has a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
    }

    /** {@link #get} as an int; the setting's bounds must be within it. */
    public int getInt(Setting<Long> setting) {
        return Math.toIntExact(get(setting));
    }

    /** The value of a setting that may have none. */
    public <T> Optional<T> find(Setting<T> setting) {
        Optional<T> said = given(setting);
        return said.isPresent() ? said : setting.fallback().on(!given.containsKey(Settings.CHAIN_URL));
    }

    /** The value that somebody gave it, rather than its default. */
    @SuppressWarnings("unchecked") // with() puts only a T under a Setting<T>
    public <T> Optional<T> given(Setting<T> setting) {
        return Optional.ofNullable((Given<T>) given.get(setting)).map(Given::value);
    }

    /** Where the value comes from, as an operator would look for it. */
    public String source(Setting<?> setting) {
        return Optional.ofNullable(given.get(setting)).map(Given::source).orElse(DEFAULT_SOURCE);
    }

    /** The present value as one word; empty when there is none. */
    public <T> Optional<String> shown(Setting<T> setting) {
        return find(setting).map(setting.kind()::show);
    }

    /** Refuses values that do not go together. */
    SettingValues checked() {
        Settings.ORDERS.forEach(this::check);
        return this;
    }

    private <T extends Comparable<T>> void check(Settings.AtLeast<T> order) {
        if (get(order.larger()).compareTo(get(order.smaller())) < 0) {
            throw new SettingException(
                    said(order.larger()) + " must not be less than " + said(order.smaller()) + ": raise or lower one");
        }
    }

    private String said(Setting<?> setting) {
        return setting.name() + " (" + shown(setting).orElse("none") + ", " + source(setting) + ")";
    }
}
