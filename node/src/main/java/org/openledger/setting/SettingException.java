package org.openledger.setting;

import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal;

/** A setting that is not known or cannot have its value; the message says which, where it stands, and what it may be. */
public final class SettingException extends Refusal {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        this(message, null);
    }

    SettingException(String message, @Nullable Throwable cause) {
        super(Kind.INVALID, message, cause);
    }
}
