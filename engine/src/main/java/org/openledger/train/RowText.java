package org.openledger.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Chat;
import org.openledger.model.text.Message;

/**
 * What a row teaches a base: an instruction is rendered by the base's chat template, exactly as a request will be, and only the
 * response is learnt; of a chat, all that the assistant says; of a plain text, all but its first token; of two responses, which one is better. Each ends with the token that ends a turn or a text.
 */
public sealed interface RowText {
    /** A question or task, and the answer that is learnt. */
    record Instruction(String instruction, String response) implements RowText {}

    /** A text that is learnt as it is. */
    record Plain(String text) implements RowText {}

    /** A chat, of which every turn of the assistant is learnt. */
    record Turns(Chat chat) implements RowText {}

    /** A question or task, the answer that is preferred, and one that is not. */
    record Preference(String prompt, String chosen, String rejected) implements RowText {}

    /**
     * The row's tokens, cut at {@code maxTokens}; empty when that leaves nothing to learn.
     *
     * @param group whose row it is
     * @param leaf the row's hash or name
     */
    default Optional<TrainingRow> tokens(BaseModel base, int maxTokens, int group, String leaf) {
        if (this instanceof Turns(Chat chat)) {
            return TrainingRow.ofChat(
                    base.turns(chat), Math.min(maxTokens, base.config().maximumPositions()), group, leaf);
        }
        int[] prompt = switch (this) {
            case Instruction row -> asked(base, row.instruction());
            case Preference row -> asked(base, row.prompt());
            case Plain _, Turns _ -> new int[0];
        };
        int most = Math.min(maxTokens, base.config().maximumPositions());
        int given = Math.max(1, prompt.length);
        int[] ids = switch (this) {
            case Instruction row -> answered(base, prompt, row.response(), most);
            case Preference row -> answered(base, prompt, row.chosen(), most);
            case Turns _ -> prompt;
            case Plain row -> cut(join(base.text(base.tokenizer().literal(row.text())), end(base)), most);
        };
        int[] rejected = this instanceof Preference row ? answered(base, prompt, row.rejected(), most) : new int[0];
        boolean learnable = ids.length > given && (rejected.length > given || !(this instanceof Preference));
        return learnable ? Optional.of(new TrainingRow(ids, given, group, leaf, rejected)) : Optional.empty();
    }

    private static int[] asked(BaseModel base, String words) {
        return base.tokenizer().encode(base.chat(List.of(Message.user(words))));
    }

    private static int[] answered(BaseModel base, int[] prompt, String words, int most) {
        int[] response = base.tokenizer().encode(base.tokenizer().literal(words));
        OptionalInt turnEnd = base.turnEnd();
        int[] end = turnEnd.isPresent() ? new int[] {turnEnd.getAsInt()} : end(base);
        return cut(join(join(prompt, response), end), most);
    }

    private static int[] cut(int[] ids, int most) {
        return Arrays.copyOf(ids, Math.min(most, ids.length));
    }

    /** What ends a text: the lowest of the end tokens. */
    private static int[] end(BaseModel base) {
        return base.config().endTokens().stream()
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
