package org.openledger.gateway;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.openledger.answer.GatewayException;
import org.openledger.model.text.Message;
import org.openledger.retrieval.SearchRequest;
import org.openledger.store.Refusal;

/**
 * What somebody asks a model, already valid in itself.
 *
 * @param payer the address whose deposit pays
 * @param maxTokens empty: as many as fit the model's context
 * @param retrieval the Datanets to search for sources; only a conversation can be given any
 * @param marks what the caller marks the request with, as JSON; kept with the answer
 * @param stop texts that end the answer and are not part of it, at most four
 */
public record InferenceRequest(
        String payer,
        String model,
        Input input,
        OptionalInt maxTokens,
        double temperature,
        double topP,
        List<String> stop,
        OptionalLong seed,
        Optional<SearchRequest> retrieval,
        Optional<String> marks) {
    public static final int MAX_STOPS = 4;
    public static final int MAX_MESSAGES = 1_000;

    public InferenceRequest {
        stop = List.copyOf(stop);
        if (stop.size() > MAX_STOPS || stop.contains("")) {
            throw new GatewayException(
                    Refusal.Kind.INVALID, "'stop' takes at most " + MAX_STOPS + " texts, none of them empty");
        }
        if (retrieval.isPresent() && !(input instanceof Conversation)) {
            throw new GatewayException(
                    Refusal.Kind.INVALID, "'retrieval' needs a conversation: use /v1/chat/completions.");
        }
    }

    /** What the answer continues. */
    public sealed interface Input {}

    /** A conversation, rendered by the model's chat template. */
    public record Conversation(List<Message> messages) implements Input {
        public Conversation {
            messages = List.copyOf(messages);
            if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
                throw new GatewayException(Refusal.Kind.INVALID, "'messages' takes 1 to " + MAX_MESSAGES + " messages");
            }
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
