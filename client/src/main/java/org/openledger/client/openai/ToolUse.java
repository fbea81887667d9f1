package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * What the model may call, and of what form the answer is.
 *
 * @param tools at most 128; the model's chat template says them to the model
 * @param toolChoice none, auto, required, or one function
 * @param responseFormat text, any JSON object, or JSON of a schema
 */
public record ToolUse(
        Optional<List<Tool>> tools,

        @JsonProperty("tool_choice") @AnyOf({String.class, NamedTool.class})
        Optional<JsonNode> toolChoice,

        @JsonProperty("response_format") Optional<ResponseFormat> responseFormat) {
    public static final ToolUse NONE = new ToolUse(Optional.empty(), Optional.empty(), Optional.empty());

    /** Jackson reads an absent member of this type as JSON null. */
    public ToolUse {
        toolChoice = toolChoice.filter(choice -> !choice.isNull());
    }

    /**
     * Something that the model may call.
     *
     * @param type function
     * @param function it
     */
    public record Tool(@Words("function") String type, Function function) {}

    /**
     * A function.
     *
     * @param name of it
     * @param description of what it does
     * @param parameters a JSON schema
     * @param strict whether the arguments are held to the schema; those of a function that must be called always are
     */
    public record Function(
            String name, Optional<String> description, Optional<JsonNode> parameters, Optional<Boolean> strict) {
        /** Jackson reads an absent member of this type as JSON null. */
        public Function {
            parameters = parameters.filter(schema -> !schema.isNull());
        }
    }

    /**
     * The function that must be called.
     *
     * @param type function
     * @param function it
     */
    public record NamedTool(@Words("function") String type, Named function) {}

    /**
     * A function by its name.
     *
     * @param name of it
     */
    public record Named(String name) {}

    /**
     * Of what form the answer is.
     *
     * @param type text, json_object or json_schema
     * @param jsonSchema the schema, where the type is json_schema
     */
    public record ResponseFormat(
            @Words({"text", "json_object", "json_schema"}) String type,
            @JsonProperty("json_schema") Optional<NamedSchema> jsonSchema) {}

    /**
     * A JSON schema.
     *
     * @param name of it
     * @param description of what it is for
     * @param schema it
     * @param strict true: answers are always held to it
     */
    public record NamedSchema(String name, Optional<String> description, JsonNode schema, Optional<Boolean> strict) {}
}
