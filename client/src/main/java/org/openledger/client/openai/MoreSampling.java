package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;

/**
 * How the answer's tokens are chosen, in the names of vLLM, which OpenAI's API does not have.
 *
 * @param topK so many of the likeliest tokens are sampled from; 0 or -1 for all
 * @param minP tokens less likely than this part of the likeliest one's probability are left out
 * @param repetitionPenalty by which the logits of tokens of prompt and answer are divided where they are positive, and multiplied
 *     where they are negative
 * @param minTokens so many tokens come before a token may end the answer
 * @param ignoreEos whether the model's own end tokens end nothing
 * @param stopTokenIds tokens that end the answer
 */
public record MoreSampling(
        @JsonProperty("top_k") @WhenAbsent("0") @Bounds(from = -1, to = 1_048_576)
        int topK,

        @JsonProperty("min_p") @WhenAbsent("0") @Bounds(from = 0, to = 1)
        double minP,

        @JsonProperty("repetition_penalty") @WhenAbsent("1") @Bounds(from = 0.01, to = 100)
        double repetitionPenalty,

        @JsonProperty("min_tokens") @WhenAbsent("0") @Bounds(from = 0, to = 1_048_576)
        int minTokens,

        @JsonProperty("ignore_eos") @WhenAbsent("false") boolean ignoreEos,
        @JsonProperty("stop_token_ids") Optional<List<Integer>> stopTokenIds) {
    public static final MoreSampling NONE = new MoreSampling(0, 0, 1, 0, false, Optional.empty());
}
