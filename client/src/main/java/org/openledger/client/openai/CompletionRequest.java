package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param prompt one text, or the ids of its tokens
 * @param maxTokens of the answer
 * @param sampling how the answer's tokens are chosen and sent
 * @param marks what the caller marks the request with
 * @param ignored what changes nothing
 * @param unsupportedSampling what is not supported
 * @param unsupported what is not supported
 */
public record CompletionRequest(
        @Example("\"kitchen-1\"") String model,

        @AnyOf({String.class, String[].class, int[].class}) @Example("\"A roux is\"")
        JsonNode prompt,

        @JsonProperty("max_tokens") @WhenAbsent("16") @Bounds(from = 1, to = 1_048_576)
        int maxTokens,

        @JsonUnwrapped Sampling sampling,
        @JsonUnwrapped CallerMarks marks,
        @JsonUnwrapped IgnoredParameters ignored,
        @JsonUnwrapped UnsupportedSampling unsupportedSampling,
        @JsonUnwrapped UnsupportedCompletion unsupported) {
    /** A text to go on with, by the likeliest tokens. */
    public static CompletionRequest of(String model, String text, int maxTokens) {
        return new CompletionRequest(
                model,
                StringNode.valueOf(text),
                maxTokens,
                Sampling.LIKELIEST,
                CallerMarks.NONE,
                IgnoredParameters.NONE,
                UnsupportedSampling.NONE,
                UnsupportedCompletion.NONE);
    }

    public CompletionRequest withMaxTokens(int tokens) {
        return new CompletionRequest(model, prompt, tokens, sampling, marks, ignored, unsupportedSampling, unsupported);
    }

    public CompletionRequest withSampling(Sampling change) {
        return new CompletionRequest(
                model, prompt, maxTokens, change, marks, ignored, unsupportedSampling, unsupported);
    }
}
