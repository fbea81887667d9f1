package org.openledger.client.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * An event of a stream. The first is response.created, the last response.completed or response.incomplete.
 *
 * @param type what happened
 * @param sequenceNumber its place in the stream, from 0
 * @param response the answer as it is then
 * @param outputIndex the item's place
 * @param itemId the item's id
 * @param contentIndex the part's place in the item
 * @param item that was added or is done
 * @param part that was added or is done
 * @param delta what comes to a text or to arguments
 * @param text that is done
 * @param name of the function whose arguments are done
 * @param arguments that are done
 * @param logprobs none
 */
public record ResponseEvent(
        String type,
        @JsonProperty("sequence_number") int sequenceNumber,
        Optional<ResponseObject> response,
        @JsonProperty("output_index") Optional<Integer> outputIndex,
        @JsonProperty("item_id") Optional<String> itemId,
        @JsonProperty("content_index") Optional<Integer> contentIndex,
        Optional<ResponseObject.Output> item,
        Optional<ResponseObject.OutputText> part,
        Optional<String> delta,
        Optional<String> text,
        Optional<String> name,
        Optional<String> arguments,
        Optional<List<String>> logprobs) {
    /** An event of a type, with nothing yet. */
    public static ResponseEvent of(String type, int sequenceNumber) {
        return new ResponseEvent(
                type,
                sequenceNumber,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
