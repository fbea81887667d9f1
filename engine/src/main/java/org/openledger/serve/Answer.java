package org.openledger.serve;

/**
 * A whole answer.
 *
 * @param ids the answer's tokens, without the end token
 * @param text what they say, cut before a stop text
 * @param finish why it ended
 * @param promptTokens length of the prompt
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record Answer(int[] ids, String text, Finish finish, int promptTokens) {
    /** Why an answer ended. */
    public enum Finish {
        /** The model ended it, or a stop text came. */
        STOP,
        /** It reached its most tokens. */
        LENGTH,
        /** The caller no longer wanted it. */
        CANCELLED
    }
}
