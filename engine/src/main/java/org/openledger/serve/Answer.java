package org.openledger.serve;

import java.util.List;

/**
 * A whole answer.
 *
 * @param ids the answer's tokens, without the end token
 * @param text what they say, cut before a stop text
 * @param finish why it ended
 * @param promptTokens length of the prompt
 * @param cachedTokens how many of them were computed for an earlier request already
 * @param scores of the answer's tokens, where they were asked for
 * @param promptScores of the prompt's tokens from the second on, where they were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record Answer(
        int[] ids,
        String text,
        Finish finish,
        int promptTokens,
        int cachedTokens,
        List<TokenScore> scores,
        List<TokenScore> promptScores) {
    public Answer {
        scores = List.copyOf(scores);
        promptScores = List.copyOf(promptScores);
    }

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
