package org.openledger.client.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.openledger.client.openai.CallerMarks;
import org.openledger.client.openai.SupportOptions;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Neutral;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * A request for what the model says next. Nothing of it can be referred to later: the whole conversation is sent each time.
 *
 * @param model to ask
 * @param input a text of the user, or the conversation's items
 * @param instructions for the model, before the conversation
 * @param maxOutputTokens of the answer; fewer where that is all that fits
 * @param temperature of the sampling; 0 takes the likeliest token
 * @param topP part of the probability that is sampled from
 * @param stream whether the answer comes as server-sent events
 * @param text of what form the answer is
 * @param tools what the model may call
 * @param toolChoice none, auto, required, or one function
 * @param parallelToolCalls false: one call at most
 * @param support the least that is wanted of the answer
 * @param marks what the caller marks the request with
 * @param unsupported what is not supported
 */
public record ResponsesRequest(
        @Example("\"kitchen-1\"") String model,

        @AnyOf({String.class, Item[].class}) @Example("\"What goes into a roux?\"")
        JsonNode input,

        Optional<String> instructions,

        @JsonProperty("max_output_tokens") @Bounds(from = 1, to = 1_048_576)
        Optional<Integer> maxOutputTokens,

        @WhenAbsent("1") @Bounds(from = 0, to = 2) double temperature,

        @JsonProperty("top_p") @WhenAbsent("1") @Bounds(from = 0, to = 1)
        double topP,

        @WhenAbsent("false") boolean stream,
        Optional<TextForm> text,
        Optional<List<Tool>> tools,

        @JsonProperty("tool_choice") @AnyOf({String.class, NamedTool.class})
        Optional<JsonNode> toolChoice,

        @JsonProperty("parallel_tool_calls") Optional<Boolean> parallelToolCalls,
        Optional<SupportOptions> support,
        @JsonUnwrapped CallerMarks marks,
        @JsonUnwrapped Unsupported unsupported) {
    /** Jackson reads an absent member of this type as JSON null. */
    public ResponsesRequest {
        toolChoice = toolChoice.filter(choice -> !choice.isNull());
    }

    /**
     * An item of a conversation: a message, a call, or what came of it.
     *
     * @param type message, function_call or function_call_output; a message where it is absent
     * @param role of a message
     * @param content of a message: a text, or parts of it
     * @param id of the item, as an answer named it; it changes nothing
     * @param status of the item; it changes nothing
     * @param callId of a call, and of what came of it
     * @param name of the called function
     * @param arguments of the call, as JSON
     * @param output what came of the call
     */
    public record Item(
            @Words({"message", "function_call", "function_call_output"})
            Optional<String> type,

            @Words({"system", "developer", "user", "assistant"})
            Optional<String> role,

            @AnyOf({String.class, Part[].class}) Optional<JsonNode> content,
            Optional<String> id,
            Optional<String> status,
            @JsonProperty("call_id") Optional<String> callId,
            Optional<String> name,
            Optional<String> arguments,
            Optional<String> output) {
        /** Jackson reads an absent member of this type as JSON null. */
        public Item {
            content = content.filter(given -> !given.isNull());
        }
    }

    /**
     * A part of a message.
     *
     * @param type input_text or output_text
     * @param text of it
     * @param annotations none
     * @param logprobs none
     */
    public record Part(
            @Words({"input_text", "output_text"}) String type,
            String text,
            @Neutral("[]") Optional<JsonNode> annotations,
            @Neutral("[]") Optional<JsonNode> logprobs) {}

    /**
     * Of what form the answer is.
     *
     * @param format text, any JSON object, or JSON of a schema
     * @param verbosity medium
     */
    public record TextForm(
            Optional<Format> format, @Neutral("\"medium\"") Optional<JsonNode> verbosity) {}

    /**
     * A form.
     *
     * @param type text, json_object or json_schema
     * @param name of the schema
     * @param schema it, where the type is json_schema
     * @param description of what it is for
     * @param strict true: answers are always held to it
     */
    public record Format(
            @Words({"text", "json_object", "json_schema"}) String type,
            Optional<String> name,
            Optional<JsonNode> schema,
            Optional<String> description,
            Optional<Boolean> strict) {
        /** Jackson reads an absent member of this type as JSON null. */
        public Format {
            schema = schema.filter(given -> !given.isNull());
        }
    }

    /**
     * A function that the model may call.
     *
     * @param type function
     * @param name of it
     * @param description of what it does
     * @param parameters a JSON schema
     * @param strict whether the arguments are held to the schema; those of a function that must be called always are
     */
    public record Tool(
            @Words("function") String type,
            String name,
            Optional<String> description,
            Optional<JsonNode> parameters,
            Optional<Boolean> strict) {
        /** Jackson reads an absent member of this type as JSON null. */
        public Tool {
            parameters = parameters.filter(schema -> !schema.isNull());
        }
    }

    /**
     * The function that must be called.
     *
     * @param type function
     * @param name of it
     */
    public record NamedTool(@Words("function") String type, String name) {}

    /**
     * What is not supported, and accepted only with the value that asks for nothing.
     *
     * @param store false: no conversation is kept for later calls
     * @param previousResponseId absent or null
     * @param conversation absent or null
     * @param background false
     * @param include none
     * @param reasoning absent or null
     * @param truncation disabled
     * @param prompt absent or null
     * @param maxToolCalls absent or null
     * @param topLogprobs 0
     * @param contextManagement absent or null
     * @param moderation absent or null
     * @param streamOptions absent or null
     */
    public record Unsupported(
            @Neutral("false") Optional<JsonNode> store,

            @JsonProperty("previous_response_id") @Neutral({})
            Optional<JsonNode> previousResponseId,

            @Neutral({}) Optional<JsonNode> conversation,
            @Neutral("false") Optional<JsonNode> background,
            @Neutral("[]") Optional<JsonNode> include,
            @Neutral({}) Optional<JsonNode> reasoning,
            @Neutral("\"disabled\"") Optional<JsonNode> truncation,
            @Neutral({}) Optional<JsonNode> prompt,
            @JsonProperty("max_tool_calls") @Neutral({}) Optional<JsonNode> maxToolCalls,
            @JsonProperty("top_logprobs") @Neutral("0") Optional<JsonNode> topLogprobs,
            @JsonProperty("context_management") @Neutral({}) Optional<JsonNode> contextManagement,
            @Neutral({}) Optional<JsonNode> moderation,
            @JsonProperty("stream_options") @Neutral({}) Optional<JsonNode> streamOptions) {}
}
