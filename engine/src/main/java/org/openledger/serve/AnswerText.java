package org.openledger.serve;

import java.util.Arrays;
import java.util.List;
import org.openledger.model.text.IncrementalDecoder;

/** An answer's text as its tokens come. Text that may turn out to be the beginning of a stop text is held back. */
final class AnswerText {
    private final IncrementalDecoder decoder;
    private final List<String> stop;
    private final int longestStop;
    private final StringBuilder text = new StringBuilder();
    private int[] ids = new int[16];
    /** The length of the text with each token. */
    private int[] ends = new int[16];

    private int count;
    private int given;
    private boolean stopped;

    AnswerText(IncrementalDecoder decoder, List<String> stop) {
        this.decoder = decoder;
        this.stop = stop;
        this.longestStop = stop.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Takes one more token and gives the text that is certain now. */
    String add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        int searched = Math.max(0, text.length() - longestStop + 1);
        text.append(decoder.add(id));
        ids[count] = id;
        ends[count++] = text.length();
        int stopAt = firstStop(searched);
        if (stopAt >= 0) {
            stopped = true;
            text.setLength(stopAt);
            dropTokensPast(stopAt);
        }
        return give(stopped ? text.length() : certain());
    }

    /** What was held back; nothing more can come. */
    String rest() {
        if (!stopped) {
            text.append(decoder.rest());
        }
        return give(text.length());
    }

    boolean stopped() {
        return stopped;
    }

    int count() {
        return count;
    }

    /** So many tokens are said by the text that was given, and stay. */
    int certainTokens() {
        int certain = count;
        while (certain > 0 && ends[certain - 1] > given) {
            certain--;
        }
        return certain;
    }

    int[] ids() {
        return Arrays.copyOf(ids, count);
    }

    String text() {
        return text.toString();
    }

    private String give(int until) {
        String piece = text.substring(given, until);
        given = until;
        return piece;
    }

    private int firstStop(int from) {
        return stop.stream()
                .mapToInt(each -> text.indexOf(each, from))
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /** Keeps the shortest run of tokens that says the text before the stop. */
    private void dropTokensPast(int stopAt) {
        while (count > 0 && (count == 1 ? 0 : ends[count - 2]) >= stopAt) {
            count--;
        }
    }

    /** Up to where no stop text can begin any more. */
    private int certain() {
        int until = text.length();
        for (String each : stop) {
            int from = Math.max(given, text.length() - each.length() + 1);
            while (from < until && !each.startsWith(text.substring(from))) {
                from++;
            }
            until = Math.min(until, from);
        }
        return until;
    }
}
