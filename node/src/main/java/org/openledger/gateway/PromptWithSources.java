package org.openledger.gateway;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.answer.GatewayException;
import org.openledger.answer.PromptSources;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.retrieval.SearchResult;
import org.openledger.store.Refusal;

/**
 * Writes sources into a conversation: numbered, before the last message of the user, inside that message, so that every chat
 * template can render them. What was found is taken best first as long as the prompt stays within its tokens.
 *
 * @param prompt the rendered conversation
 * @param given where the sources stand in it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record PromptWithSources(String prompt, int[] ids, PromptSources given) {
    static final String HEADING = "Sources, to be used where they help and cited by number:\n\n";

    /** The conversation as it is asked without sources: the question starts and ends with something to see. */
    static InferenceRequest.Conversation plain(InferenceRequest.Conversation conversation) {
        int last = lastOfUser(conversation.messages());
        return withLast(
                conversation, last, conversation.messages().get(last).content().strip());
    }

    /**
     * The conversation with as many of the rows as fit.
     *
     * @param now the day that the chat template may say
     * @param mostTokens of the prompt
     * @throws GatewayException when the base's chat template changes what it is given, so that sources cannot be told apart
     */
    static PromptWithSources of(
            BaseModel base,
            InferenceRequest.Conversation conversation,
            ZonedDateTime now,
            SearchResult found,
            int mostTokens) {
        InferenceRequest.Conversation plain = plain(conversation);
        String bare = base.chat(plain.chat(now));
        PromptWithSources best = new PromptWithSources(
                bare,
                base.tokenizer().encode(bare),
                new PromptSources(0, 0, found.rows().size(), found.from(), List.of()));
        List<SearchResult.Hit> taken = new ArrayList<>();
        for (SearchResult.Hit hit : found.rows()) {
            taken.add(hit);
            PromptWithSources next = render(base, plain, now, bare, taken, found);
            if (next.ids.length <= mostTokens) {
                best = next;
            } else {
                taken.removeLast();
            }
        }
        return best;
    }

    private static PromptWithSources render(
            BaseModel base,
            InferenceRequest.Conversation plain,
            ZonedDateTime now,
            String bare,
            List<SearchResult.Hit> hits,
            SearchResult found) {
        StringBuilder block = new StringBuilder(HEADING);
        List<Integer> starts = new ArrayList<>();
        for (SearchResult.Hit hit : hits) {
            starts.add(bytes(block));
            block.append('[')
                    .append(starts.size())
                    .append("] ")
                    .append(hit.text().strip())
                    .append("\n\n");
        }
        int last = lastOfUser(plain.messages());
        String prompt = base.chat(
                withLast(plain, last, block + plain.messages().get(last).content())
                        .chat(now));
        int at = place(prompt, block.toString(), bare)
                .orElseThrow(() -> new GatewayException(
                        Refusal.Kind.INVALID,
                        "The chat template of this node's base changes texts, so that sources could not be told apart in"
                                + " the prompt: ask without 'retrieval'."));
        int start = bytes(prompt.substring(0, at));
        List<PromptSources.Given> given = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            int end = i + 1 < hits.size() ? starts.get(i + 1) : bytes(block);
            given.add(given(hits.get(i), found, i + 1, start + starts.get(i), start + end));
        }
        return new PromptWithSources(
                prompt,
                base.tokenizer().encode(prompt),
                new PromptSources(start, start + bytes(block), found.rows().size() - hits.size(), found.from(), given));
    }

    private static PromptSources.Given given(SearchResult.Hit hit, SearchResult found, int number, int start, int end) {
        String token = found.from().stream()
                .filter(from -> from.datanet() == hit.row().datanet())
                .findFirst()
                .orElseThrow()
                .token();
        return new PromptSources.Given(
                number, hit.row().datanet(), token, hit.row().leaf(), hit.row().contributor(), start, end, (int)
                        Math.round(hit.score() * 1e6));
    }

    /** Where the block stands: the prompt without it is the bare one, whatever else in the conversation looks like it. */
    private static Optional<Integer> place(String prompt, String block, String bare) {
        for (int at = prompt.indexOf(block); at >= 0; at = prompt.indexOf(block, at + 1)) {
            if (bare.length() == prompt.length() - block.length()
                    && bare.startsWith(prompt.substring(0, at))
                    && bare.endsWith(prompt.substring(at + block.length()))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static int lastOfUser(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return i;
            }
        }
        throw new GatewayException(Refusal.Kind.INVALID, "'retrieval' needs a message of the user to search for.");
    }

    private static InferenceRequest.Conversation withLast(
            InferenceRequest.Conversation conversation, int last, String content) {
        List<Message> messages = new ArrayList<>(conversation.messages());
        messages.set(last, Message.user(content));
        return conversation.withMessages(messages);
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
