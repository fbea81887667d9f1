package org.openledger.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;

/**
 * What a row teaches a base: an instruction is rendered by the base's chat template, exactly as a request will be, and only the
 * response is learnt; of a plain text, all but its first token. Each ends with the token that ends a turn or a text.
 */
public sealed interface RowText {
    /** A question or task, and the answer that is learnt. */
    record Instruction(String instruction, String response) implements RowText {}

    /** A text that is learnt as it is. */
    record Plain(String text) implements RowText {}

    /**
     * The row's tokens, cut at {@code maxTokens}; empty when that leaves nothing to learn.
     *
     * @param group whose row it is
     * @param leaf the row's hash or name
     */
    default Optional<TrainingRow> tokens(BaseModel base, int maxTokens, int group, String leaf) {
        int[] prompt = switch (this) {
            case Instruction row -> base.tokenizer().encode(base.chat(List.of(Message.user(row.instruction()))));
            case Plain _ -> new int[0];
        };
        String learnt = switch (this) {
            case Instruction row -> row.response();
            case Plain row -> row.text();
        };
        int[] text = switch (this) {
            case Instruction _ -> base.tokenizer().encode(base.tokenizer().literal(learnt));
            case Plain _ -> base.text(base.tokenizer().literal(learnt));
        };
        int[] whole = join(join(prompt, text), end(base));
        int[] ids =
                Arrays.copyOf(whole, Math.min(Math.min(maxTokens, base.config().maximumPositions()), whole.length));
        int given = Math.max(1, prompt.length);
        return ids.length > given ? Optional.of(new TrainingRow(ids, given, group, leaf)) : Optional.empty();
    }

    /** What ends the row: the chat's own end of a turn, or the lowest of the end tokens. */
    private int[] end(BaseModel base) {
        OptionalInt end = this instanceof Instruction ? base.turnEnd() : OptionalInt.empty();
        return end.isPresent()
                ? new int[] {end.getAsInt()}
                : base.config().endTokens().stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .limit(1)
                        .toArray();
    }

    private static int[] join(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
