package org.openledger.serve;

import java.util.Arrays;
import java.util.List;
import org.openledger.model.Tokenizer;

/**
 * An answer's text as its tokens come. Bytes of a character that is not whole yet are held back, and so is text that may
 * turn out to be the beginning of a stop text.
 */
final class AnswerText {
    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private final List<String> stop;
    private int[] ids = new int[16];
    private int count;
    /** The text of all tokens so far, and how much of it was handed out. */
    private String text = "";

    private int given;
    private boolean stopped;

    AnswerText(Tokenizer tokenizer, List<String> stop) {
        this.tokenizer = tokenizer;
        this.stop = stop;
    }

    /** Takes one more token and gives the text that is certain now. */
    String add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
        text = tokenizer.decode(ids());
        int stopAt = firstStop();
        if (stopAt >= 0) {
            stopped = true;
            text = text.substring(0, stopAt);
            dropTokensPast(stopAt);
        }
        return give(stopped ? text.length() : certain());
    }

    /** What was held back; nothing more can come. */
    String rest() {
        return give(text.length());
    }

    boolean stopped() {
        return stopped;
    }

    int count() {
        return count;
    }

    int[] ids() {
        return Arrays.copyOf(ids, count);
    }

    String text() {
        return text;
    }

    private String give(int until) {
        String piece = until > given ? text.substring(given, until) : "";
        given = Math.max(given, until);
        return piece;
    }

    private int firstStop() {
        int first = -1;
        for (String each : stop) {
            int at = text.indexOf(each);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Keeps the shortest run of tokens that says the text before the stop. */
    private void dropTokensPast(int stopAt) {
        while (count > 0 && tokenizer.decode(Arrays.copyOf(ids, count - 1)).length() >= stopAt) {
            count--;
        }
    }

    private int certain() {
        int until = text.length();
        while (until > 0 && text.charAt(until - 1) == INCOMPLETE) {
            until--;
        }
        for (String each : stop) {
            for (int length = Math.min(each.length() - 1, until); length > 0; length--) {
                if (text.startsWith(each.substring(0, length), until - length)) {
                    until -= length;
                    break;
                }
            }
        }
        return Math.max(until, given);
    }
}
