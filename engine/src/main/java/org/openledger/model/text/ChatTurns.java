package org.openledger.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.model.file.ModelException;

/**
 * A whole chat as tokens, with what of them the assistant says. Each turn of the assistant is cut out of the model's own chat
 * template: what is rendered with the turn and not without it, up to the token that ends a turn. So what is learnt is what the model
 * will write, after just what it will be given.
 *
 * <p>A template may render a turn otherwise once another follows, as those do that leave out earlier thoughts. Then the last turn
 * alone is the assistant's: what comes before it stands as a request has it.
 *
 * @param ids the chat's tokens, to the end of its last turn
 * @param turns from where to where the assistant speaks, in order
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record ChatTurns(int[] ids, List<Turn> turns) {
    /**
     * Tokens that the assistant says.
     *
     * @param from the first
     * @param to behind the last, which ends the turn
     */
    public record Turn(int from, int to) {}

    public ChatTurns {
        turns = List.copyOf(turns);
    }

    /**
     * @param turnEnd the token that ends a turn, where one does
     * @param endTokens those that end an answer
     * @throws ModelException where the template cannot render the chat
     */
    public static ChatTurns of(
            Chat chat, ChatTemplate template, Tokenizer tokenizer, OptionalInt turnEnd, Set<Integer> endTokens) {
        return new Cutting(chat.map(tokenizer::literal), template, tokenizer, turnEnd, endTokens).cut();
    }

    private record Cutting(
            Chat chat, ChatTemplate template, Tokenizer tokenizer, OptionalInt turnEnd, Set<Integer> endTokens) {
        ChatTurns cut() {
            List<Integer> spoken = IntStream.range(0, chat.messages().size())
                    .filter(i -> chat.messages().get(i).role().equals("assistant"))
                    .boxed()
                    .toList();
            ChatTurns whole = cut(spoken);
            return whole.turns().size() == spoken.size()
                    ? whole
                    : cut(spoken.subList(spoken.size() - 1, spoken.size()));
        }

        /** Stops before a turn that does not begin as the chat did so far. */
        private ChatTurns cut(List<Integer> spoken) {
            List<int[]> parts = new ArrayList<>();
            List<Turn> turns = new ArrayList<>();
            String done = "";
            int length = 0;
            for (int at : spoken) {
                List<Message> messages = chat.messages();
                String asked = template.render(chat.withMessages(messages.subList(0, at)), true);
                String said = template.render(chat.withMessages(messages.subList(0, at + 1)), false);
                if (!asked.startsWith(done) || !said.startsWith(asked)) {
                    break;
                }
                int[] given = tokenizer.encode(asked.substring(done.length()));
                int[] answer = tokenizer.encode(said.substring(asked.length()));
                parts.add(given);
                parts.add(answer);
                int from = length + given.length;
                int end = end(answer);
                length = from + answer.length;
                turns.add(new Turn(from, end < 0 ? length : from + end + 1));
                done = said;
            }
            int[] ids = parts.stream().flatMapToInt(IntStream::of).toArray();
            if (turns.isEmpty()) {
                return new ChatTurns(new int[0], turns);
            }
            Turn last = turns.getLast();
            boolean ends = last.to() > last.from() && endTokens.contains(ids[last.to() - 1]);
            OptionalInt end = ends
                    ? OptionalInt.empty()
                    : endTokens.stream().mapToInt(Integer::intValue).min();
            int[] cut = IntStream.concat(IntStream.of(ids).limit(last.to()), end.stream())
                    .toArray();
            turns.set(turns.size() - 1, new Turn(last.from(), cut.length));
            return new ChatTurns(cut, turns);
        }

        /** Where the turn ends in its tokens; −1 where no token ends it. */
        private int end(int[] answer) {
            for (int i = answer.length - 1; turnEnd.isPresent() && i >= 0; i--) {
                if (answer[i] == turnEnd.getAsInt()) {
                    return i;
                }
            }
            return -1;
        }
    }
}
