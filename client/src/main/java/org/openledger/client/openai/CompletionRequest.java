package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A request to go on with a text.
 *
 * @param model to ask
 * @param prompt a text, the ids of its tokens, or several of either; each has an answer of its own, which is paid and has a receipt
 * @param maxTokens of the answer; it is shorter where that is all that fits beside the prompt
 * @param logprobs how likely the answer's tokens were, and so many of the likeliest for each
 * @param returnTokenIds whether the answer comes with its tokens, as vLLM gives them; {@code logprobs} comes with it
 * @param echo whether the answer's text, and how likely its tokens were, begin with the prompt
 * @param support the least that is wanted of the answer
 * @param sampling how the answer's tokens are chosen and sent
 * @param more how they are chosen, in vLLM's names
 * @param marks what the caller marks the request with
 * @param ignored what changes nothing
 * @param unsupported what is not supported
 */
public record CompletionRequest(
        @Example("\"kitchen-1\"") String model,

        @AnyOf({String.class, String[].class, int[].class, int[][].class}) @Example("\"A roux is\"")
        JsonNode prompt,

        @JsonProperty("max_tokens") @WhenAbsent("16") @Bounds(from = 1, to = 1_048_576)
        int maxTokens,

        @Bounds(from = 0, to = 20) @Example("1") Optional<Integer> logprobs,

        @JsonProperty("return_token_ids") @WhenAbsent("false")
        boolean returnTokenIds,

        @WhenAbsent("false") boolean echo,
        Optional<SupportOptions> support,
        @JsonUnwrapped Sampling sampling,
        @JsonUnwrapped MoreSampling more,
        @JsonUnwrapped CallerMarks marks,
        @JsonUnwrapped IgnoredParameters ignored,
        @JsonUnwrapped UnsupportedCompletion unsupported) {
    /** A text to go on with, by the likeliest tokens. */
    public static CompletionRequest of(String model, String text, int maxTokens) {
        return new CompletionRequest(
                model,
                StringNode.valueOf(text),
                maxTokens,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Sampling.LIKELIEST,
                MoreSampling.NONE,
                CallerMarks.NONE,
                IgnoredParameters.NONE,
                UnsupportedCompletion.NONE);
    }

    public CompletionRequest withMaxTokens(int tokens) {
        return with(prompt, tokens, sampling);
    }

    public CompletionRequest withSampling(Sampling change) {
        return with(prompt, maxTokens, change);
    }

    /** The same for another prompt, or several. */
    public CompletionRequest withPrompt(JsonNode other) {
        return with(other, maxTokens, sampling);
    }

    private CompletionRequest with(JsonNode asked, int tokens, Sampling chosen) {
        return new CompletionRequest(
                model,
                asked,
                tokens,
                logprobs,
                returnTokenIds,
                echo,
                support,
                chosen,
                more,
                marks,
                ignored,
                unsupported);
    }
}
