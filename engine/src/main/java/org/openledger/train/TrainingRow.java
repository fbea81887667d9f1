package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openledger.model.text.ChatTurns;
import org.openledger.model.text.ChatTurns.Turn;

/**
 * One row of a fine-tuning run.
 *
 * @param ids the whole text's tokens, prompt and response
 * @param promptLength how many of them are given before the last response; the loss counts the others, at least one
 * @param group whose row it is: what can be left out together
 * @param leaf the row's hash in its Datanet's version
 * @param earlier where tokens of the prompt are learnt too, from and to in turn: what the assistant says earlier in a chat
 * @param rejected the same prompt with the response that is worse, where the row has one; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record TrainingRow(int[] ids, int promptLength, int group, String leaf, int[] rejected, int[] earlier) {
    public TrainingRow {
        if (promptLength < 1 || promptLength >= ids.length) {
            throw new TrainingException("row " + leaf + " has " + ids.length + " tokens of which " + promptLength
                    + " are its prompt; both prompt and response need at least one");
        }
        if (group < 0) {
            throw new TrainingException("row " + leaf + " belongs to group " + group + "; groups count from 0");
        }
    }

    /** A row without a response that is worse. */
    public TrainingRow(int[] ids, int promptLength, int group, String leaf) {
        this(ids, promptLength, group, leaf, new int[0]);
    }

    /** A row of one turn. */
    public TrainingRow(int[] ids, int promptLength, int group, String leaf, int[] rejected) {
        this(ids, promptLength, group, leaf, rejected, new int[0]);
    }

    /** A chat, of which all turns of the assistant are learnt; empty where none has a token within {@code maxTokens}. */
    static Optional<TrainingRow> ofChat(ChatTurns chat, int maxTokens, int group, String leaf) {
        List<Turn> turns = chat.turns().stream()
                .filter(turn -> turn.from() < maxTokens && turn.to() > turn.from() && turn.from() > 0)
                .toList();
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        Turn last = turns.getLast();
        int[] earlier = turns.subList(0, turns.size() - 1).stream()
                .flatMapToInt(turn -> IntStream.of(turn.from(), turn.to()))
                .toArray();
        return Optional.of(new TrainingRow(
                Arrays.copyOf(chat.ids(), Math.min(maxTokens, last.to())),
                last.from(),
                group,
                leaf,
                new int[0],
                earlier));
    }

    /** How many tokens are learnt. */
    public int learnt() {
        int count = ids.length - promptLength;
        for (int i = 0; i < earlier.length; i += 2) {
            count += earlier[i + 1] - earlier[i];
        }
        return count;
    }

    /** The places of the tokens that are learnt, in their order. */
    int[] learntPlaces() {
        int[] places = new int[learnt()];
        int next = 0;
        for (int i = 0; i <= earlier.length; i += 2) {
            int from = i < earlier.length ? earlier[i] : promptLength;
            int to = i < earlier.length ? earlier[i + 1] : ids.length;
            for (int at = from; at < to; at++) {
                places[next++] = at;
            }
        }
        return places;
    }

    /** The row that learns the response that is worse. */
    TrainingRow ofRejected() {
        if (rejected.length == 0) {
            throw new TrainingException(
                    "row " + leaf
                            + " has no rejected response: DPO learns from rows with a prompt, a chosen and a rejected response");
        }
        return new TrainingRow(rejected, promptLength, group, leaf);
    }

    /** The row of at most so many tokens; its prompt and one token of each response must fit. */
    TrainingRow cut(int maxTokens) {
        if (Math.max(ids.length, rejected.length) <= maxTokens) {
            return this;
        }
        if (promptLength >= maxTokens && earlier.length > 0 && earlier[0] < maxTokens) {
            List<Turn> turns = new ArrayList<>();
            for (int i = 0; i < earlier.length; i += 2) {
                turns.add(new Turn(earlier[i], earlier[i + 1]));
            }
            return ofChat(new ChatTurns(ids, turns), maxTokens, group, leaf).orElseThrow();
        }
        if (promptLength >= maxTokens) {
            throw new TrainingException("row " + leaf + " has a prompt of " + promptLength
                    + " tokens, which leaves no room for its response in " + maxTokens
                    + ": shorten the row or raise maxTokens");
        }
        return new TrainingRow(cut(ids, maxTokens), promptLength, group, leaf, cut(rejected, maxTokens), earlier);
    }

    private static int[] cut(int[] ids, int maxTokens) {
        return ids.length <= maxTokens ? ids : Arrays.copyOf(ids, maxTokens);
    }

    /** At most so many of the rows, at like distances from the first on. */
    public static List<TrainingRow> spread(List<TrainingRow> rows, int most) {
        List<TrainingRow> chosen = new ArrayList<>();
        int count = Math.min(most, rows.size());
        for (int i = 0; i < count; i++) {
            chosen.add(rows.get((int) ((long) i * rows.size() / count)));
        }
        return chosen;
    }

    /** The tokens that are given. */
    public int[] prompt() {
        return Arrays.copyOf(ids, promptLength);
    }

    /** The tokens that are learnt. */
    public int[] response() {
        return Arrays.copyOfRange(ids, promptLength, ids.length);
    }
}
