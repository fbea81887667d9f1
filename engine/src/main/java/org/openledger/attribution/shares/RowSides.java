package org.openledger.attribution.shares;

import java.util.Arrays;
import java.util.List;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;

/**
 * What a row asks and what it says, from its tokens. A row of instruction and response is rendered by the base's chat template, so
 * that the tokens with which the assistant's turn begins stand between the two; a plain text has none and asks nothing.
 */
final class RowSides {
    /** Of a prompt without end, what stands nearest to the answer counts. */
    private static final int MAX_ASKED_TOKENS = 256;

    private final BaseModel base;
    private final int[] head;
    private final int[] turn;

    /** The tokens of a text that is a question and an answer, with where the answer begins; 0 where nothing is asked. */
    @SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
    record Sides(int[] ids, int answerFrom) {
        boolean asks() {
            return answerFrom > 0;
        }
    }

    RowSides(BaseModel base) {
        this.base = base;
        int[] one = chat(base, "1");
        int[] other = chat(base, "2");
        int common = 0;
        while (common < Math.min(one.length, other.length) && one[common] == other[common]) {
            common++;
        }
        int same = 0;
        while (same < Math.min(one.length, other.length) - common
                && one[one.length - 1 - same] == other[other.length - 1 - same]) {
            same++;
        }
        this.head = Arrays.copyOf(one, common);
        this.turn = Arrays.copyOfRange(one, one.length - same, one.length);
    }

    private static int[] chat(BaseModel base, String text) {
        return base.tokenizer().encode(base.chat(List.of(Message.user(text))));
    }

    /** The sides of a row's tokens. */
    Sides of(int[] ids) {
        if (turn.length == 0 || !Arrays.equals(head, Arrays.copyOf(ids, Math.min(head.length, ids.length)))) {
            return new Sides(ids, 0);
        }
        for (int at = head.length; at + turn.length <= ids.length; at++) {
            if (Arrays.equals(ids, at, at + turn.length, turn, 0, turn.length)) {
                return new Sides(ids, at + turn.length);
            }
        }
        return new Sides(ids, 0);
    }

    /** What the row asks, without the template's words. */
    String asked(Sides row) {
        return text(row.ids, head.length, row.answerFrom - turn.length);
    }

    /** What the row says. */
    String said(Sides row) {
        return text(row.ids, row.answerFrom, row.ids.length);
    }

    /** What was asked last in a prompt. */
    String askedIn(int[] promptIds) {
        boolean chat = turn.length > 0
                && promptIds.length >= head.length + turn.length
                && Arrays.equals(promptIds, promptIds.length - turn.length, promptIds.length, turn, 0, turn.length);
        int to = chat ? promptIds.length - turn.length : promptIds.length;
        boolean fromStart = chat && Arrays.equals(promptIds, 0, head.length, head, 0, head.length);
        return text(promptIds, Math.max(fromStart ? head.length : 0, to - MAX_ASKED_TOKENS), to);
    }

    private String text(int[] ids, int from, int to) {
        return from >= to ? "" : base.tokenizer().decode(Arrays.copyOfRange(ids, from, to));
    }
}
