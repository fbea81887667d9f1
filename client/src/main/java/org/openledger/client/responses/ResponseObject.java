package org.openledger.client.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * What the model said.
 *
 * @param id of the answer; the receipt's id stands in it
 * @param object response
 * @param createdAt when it was asked for, in seconds since 1970
 * @param status whether it is whole
 * @param incompleteDetails why it is not
 * @param model that answered
 * @param output messages and calls
 * @param parallelToolCalls whether several calls may be made
 * @param toolChoice none, auto, required, or the function that must be called
 * @param tools that could be called, by name
 * @param usage tokens that were counted
 */
public record ResponseObject(
        String id,
        @Words("response") String object,
        @JsonProperty("created_at") long createdAt,

        @Words({"in_progress", "completed", "incomplete"}) String status,

        @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("incomplete_details")
        Optional<Incomplete> incompleteDetails,

        String model,
        List<Output> output,
        @JsonProperty("parallel_tool_calls") boolean parallelToolCalls,
        @JsonProperty("tool_choice") String toolChoice,
        List<ResponsesRequest.Tool> tools,
        Optional<Usage> usage) {

    /**
     * Why an answer is not whole.
     *
     * @param reason max_output_tokens
     */
    public record Incomplete(String reason) {}

    /**
     * A message or a call.
     *
     * @param id of the item
     * @param type message or function_call
     * @param status whether it is whole
     * @param role of a message: assistant
     * @param content of a message
     * @param callId by which what comes of the call names it
     * @param name of the called function
     * @param arguments of the call, as JSON
     */
    public record Output(
            String id,
            @Words({"message", "function_call"}) String type,

            @Words({"in_progress", "completed", "incomplete"})
            String status,

            Optional<String> role,
            Optional<List<OutputText>> content,
            @JsonProperty("call_id") Optional<String> callId,
            Optional<String> name,
            Optional<String> arguments) {}

    /**
     * A message's text.
     *
     * @param type output_text
     * @param text of it
     * @param annotations none
     */
    public record OutputText(@Words("output_text") String type, String text, List<String> annotations) {}

    /**
     * Tokens that were counted.
     *
     * @param inputTokens of the prompt
     * @param inputTokensDetails what of the prompt was computed before
     * @param outputTokens of the answer
     * @param outputTokensDetails none are thoughts that are not told
     * @param totalTokens of both
     */
    public record Usage(
            @JsonProperty("input_tokens") int inputTokens,
            @JsonProperty("input_tokens_details") InputDetails inputTokensDetails,
            @JsonProperty("output_tokens") int outputTokens,
            @JsonProperty("output_tokens_details") OutputDetails outputTokensDetails,
            @JsonProperty("total_tokens") int totalTokens) {}

    /**
     * Of the prompt's tokens.
     *
     * @param cachedTokens those that were computed for an earlier request of the same payer to the same model; they cost the same
     */
    public record InputDetails(
            @JsonProperty("cached_tokens") int cachedTokens) {}

    /**
     * Of the answer's tokens.
     *
     * @param reasoningTokens 0
     */
    public record OutputDetails(
            @JsonProperty("reasoning_tokens") int reasoningTokens) {}
}
