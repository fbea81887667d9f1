package org.openledger.gateway;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openledger.answer.GatewayException;
import org.openledger.model.text.Chat;
import org.openledger.model.text.Message;
import org.openledger.retrieval.SearchRequest;
import org.openledger.store.Refusal;

/**
 * What somebody asks a model, already valid in itself.
 *
 * @param payer the address whose deposit pays
 * @param maxTokens fewer where that is all that fits; empty: as many as fit the model's context
 * @param decoding how the answer's tokens are chosen
 * @param retrieval the Datanets to search for sources; only a conversation can be given any
 * @param support the least that is wanted of the answer; empty: it is given whatever supports it
 * @param marks what the caller marks the request with, as JSON; kept with the answer
 */
public record InferenceRequest(
        String payer,
        String model,
        Input input,
        OptionalInt maxTokens,
        Decoding decoding,
        Optional<SearchRequest> retrieval,
        Optional<MinimumSupport> support,
        Optional<String> marks) {
    public static final int MAX_MESSAGES = 1_000;

    public InferenceRequest {
        if (retrieval.isPresent() && !(input instanceof Conversation)) {
            throw new GatewayException(
                    Refusal.Kind.INVALID, "'retrieval' needs a conversation: use /v1/chat/completions.");
        }
        int least = decoding.ending().minTokens();
        if (maxTokens.isPresent() && least > maxTokens.getAsInt()) {
            throw new GatewayException(
                    Refusal.Kind.INVALID.at("min_tokens"),
                    "'min_tokens' is " + least + ", and the answer may have " + maxTokens.getAsInt()
                            + " tokens at most: ask for fewer, or allow more.");
        }
    }

    /** What the answer continues. */
    public sealed interface Input {}

    /** One of several answers to the same: where there is a seed, each has the next one. */
    public InferenceRequest numbered(int number) {
        Decoding chosen =
                decoding.seeded() ? decoding.withSeed(decoding.sampling().seed() + number) : decoding;
        return new InferenceRequest(payer, model, input, maxTokens, chosen, retrieval, support, marks);
    }

    /**
     * A conversation, rendered by the model's chat template.
     *
     * @param tools that the model may call, each as OpenAI's JSON has it
     */
    public record Conversation(List<Message> messages, List<Map<String, ?>> tools) implements Input {
        public Conversation {
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
            if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
                throw new GatewayException(Refusal.Kind.INVALID, "'messages' takes 1 to " + MAX_MESSAGES + " messages");
            }
        }

        /** Without tools. */
        public Conversation(List<Message> messages) {
            this(messages, List.of());
        }

        /** As the chat template takes it. */
        Chat chat(ZonedDateTime now) {
            return new Chat(messages, tools, Optional.of(now));
        }

        /** The same with other messages. */
        Conversation withMessages(List<Message> others) {
            return new Conversation(others, tools);
        }

        /** What the page shows as the question. */
        Optional<String> lastOfUser() {
            return messages.reversed().stream()
                    .filter(message -> message.role().equals("user"))
                    .map(Message::content)
                    .findFirst();
        }
    }

    /** A text as it is. */
    public record Text(String text) implements Input {}

    /** Token ids as they are. */
    public record Tokens(List<Integer> ids) implements Input {
        public Tokens {
            ids = List.copyOf(ids);
        }
    }
}
