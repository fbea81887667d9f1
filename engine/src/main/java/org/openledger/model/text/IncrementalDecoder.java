package org.openledger.model.text;

import java.util.Arrays;

/**
 * The text of tokens as they come: what is handed out, put together, is what {@link Tokenizer#decode(int[])} says of all
 * of them. In a byte-level vocabulary a character may span tokens; its bytes are held back until it is whole. For one
 * thread.
 *
 * <p>Only a window is decoded for each token: those since the last whole character, and before them, as context, those
 * of the window before, since many tokenizers treat a text's beginning specially.
 */
public final class IncrementalDecoder {
    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private int[] window = new int[8];
    private int count;
    /** The first tokens of the window are context; so many, and so many characters of the window are handed out. */
    private int context;

    private int given;

    IncrementalDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Takes one more token and gives the text that is whole now; empty in the middle of a character. */
    public String add(int id) {
        if (count == window.length) {
            window = Arrays.copyOf(window, 2 * count);
        }
        window[count++] = id;
        String text = text();
        int whole = text.length();
        while (whole > given && text.charAt(whole - 1) == INCOMPLETE) {
            whole--;
        }
        String piece = give(text, whole);
        if (whole == text.length() && !piece.isEmpty()) {
            moveOn();
        }
        return piece;
    }

    /** What was held back, when nothing more comes: bytes that never became a character, as U+FFFD. */
    public String rest() {
        String text = text();
        return give(text, text.length());
    }

    private String give(String text, int until) {
        String piece = until > given ? text.substring(given, until) : "";
        given = Math.max(given, until);
        return piece;
    }

    /** The text so far ends with a whole character: only the newest tokens are needed as context. */
    private void moveOn() {
        count -= context;
        System.arraycopy(window, context, window, 0, count);
        context = count;
        given = text().length();
    }

    private String text() {
        return tokenizer.decode(Arrays.copyOf(window, count));
    }
}
