package org.openledger.kept;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is opened at its first use. One that cannot be says why, each time. For one thread. */
final class Once<T> {
    private final Supplier<T> open;
    private @Nullable T part;
    private @Nullable RuntimeException refusal;

    Once(Supplier<T> open) {
        this.open = open;
    }

    T get() {
        RuntimeException known = refusal;
        if (known != null) {
            throw known;
        }
        T opened = part;
        if (opened == null) {
            try {
                opened = open.get();
                part = opened;
            } catch (RuntimeException failed) {
                refusal = failed;
                throw failed;
            }
        }
        return opened;
    }

    /** What was opened; null where nothing was. */
    @Nullable
    T opened() {
        return part;
    }
}
