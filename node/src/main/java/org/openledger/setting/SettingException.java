package org.openledger.setting;

/** A setting that is not known or cannot have its value; the message says which, where it stands, and what it may be. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }

    SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
