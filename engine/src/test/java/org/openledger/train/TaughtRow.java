package org.openledger.train;

import java.nio.charset.StandardCharsets;

/** Rows of a model that reads bytes. */
public final class TaughtRow {
    private TaughtRow() {}

    /** A prompt with the response that is learnt, both ASCII. */
    public static TrainingRow of(String prompt, String response, int group, int number) {
        byte[] text = (prompt + response).getBytes(StandardCharsets.US_ASCII);
        int[] ids = new int[text.length];
        for (int at = 0; at < ids.length; at++) {
            ids[at] = text[at];
        }
        return new TrainingRow(ids, prompt.length(), group, "%064x".formatted(number));
    }
}
