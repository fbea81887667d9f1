package org.openledger.model.text;

/**
 * One message of a chat.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param content what was said
 */
public record Message(String role, String content) {
    /** What the person says. */
    public static Message user(String content) {
        return new Message("user", content);
    }

    /** What the model says. */
    public static Message assistant(String content) {
        return new Message("assistant", content);
    }
}
