package org.openledger.attribution.shares;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How many tokens of an answer a row has word for word, in phrases of at least a given length. A token is in such a phrase
 * exactly when a window of that length around it stands in the row, so looking windows up is enough.
 */
final class SharedPhrases {
    private final int[] answer;
    private final int length;
    /** Windows of the answer by content, as views of it; equal windows have one number. */
    private final Map<IntBuffer, Integer> windows = new HashMap<>();

    private final int[] windowAt;
    /** The answer's tokens: only a run of these in a row is worth looking up. */
    private final BitSet tokens = new BitSet();

    SharedPhrases(int[] answer, int length) {
        this.answer = answer;
        this.length = length;
        Arrays.stream(answer).forEach(tokens::set);
        this.windowAt = new int[Math.max(0, answer.length - length + 1)];
        Arrays.setAll(windowAt, at -> {
            Integer next = windows.size();
            Integer known = windows.putIfAbsent(IntBuffer.wrap(answer, at, length), next);
            return known == null ? next : known;
        });
    }

    /** Tokens of the answer inside phrases that the row has too. */
    int quotedTokens(int[] row) {
        BitSet found = new BitSet();
        int run = 0;
        for (int end = 1; end <= row.length; end++) {
            run = tokens.get(row[end - 1]) ? run + 1 : 0;
            Integer window = run < length ? null : windows.get(IntBuffer.wrap(row, end - length, length));
            if (window != null) {
                found.set(window);
            }
        }
        BitSet quoted = new BitSet(answer.length);
        for (int at = 0; at < windowAt.length; at++) {
            if (found.get(windowAt[at])) {
                quoted.set(at, at + length);
            }
        }
        return quoted.cardinality();
    }
}
