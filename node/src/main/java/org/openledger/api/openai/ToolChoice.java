package org.openledger.api.openai;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.IgnoredParameters;
import org.openledger.client.openai.ToolUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which tools the model may call, and which it must.
 *
 * @param offered what the model is told of
 * @param must whether the answer is calls and nothing else; it is held to their JSON then
 * @param named the only one that may be called; empty for any
 * @param one whether only one call may be made
 */
record ToolChoice(List<ToolUse.Tool> offered, boolean must, Optional<String> named, boolean one) {
    static final ToolChoice NONE = new ToolChoice(List.of(), false, Optional.empty(), false);
    private static final int MAX_TOOLS = 128;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static ToolChoice of(ToolUse use, IgnoredParameters ignored) {
        List<ToolUse.Tool> tools = use.tools().orElse(List.of());
        if (tools.size() > MAX_TOOLS) {
            throw ApiException.invalid("tools", "'tools' must be at most " + MAX_TOOLS + " tools.");
        }
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < tools.size(); i++) {
            String name = tools.get(i).function().name();
            if (!name.matches("[a-zA-Z0-9_.-]{1,64}") || !names.add(name)) {
                throw ApiException.invalid(
                        "tools[" + i + "].function.name",
                        "'tools[" + i + "].function.name' must be 1 to 64 letters, digits, '_', '.' or '-', and no"
                                + " other tool's.");
            }
        }
        boolean one = ignored.parallelToolCalls().map(several -> !several).orElse(false);
        Optional<JsonNode> choice = use.toolChoice();
        if (choice.filter(JsonNode::isObject).isPresent()) {
            String named = choice.get().path("function").path("name").asString("");
            if (!names.contains(named)) {
                throw refused("'" + named + "' is none of 'tools'.");
            }
            return new ToolChoice(tools, true, Optional.of(named), true);
        }
        return switch (choice.map(JsonNode::stringValue).orElse("auto")) {
            case "none" -> NONE;
            case "auto" -> new ToolChoice(tools, false, Optional.empty(), one);
            case "required" -> {
                if (tools.isEmpty()) {
                    throw refused("there are no 'tools'.");
                }
                yield new ToolChoice(tools, true, Optional.empty(), one);
            }
            default -> throw refused("it must be none, auto, required, or name a function.");
        };
    }

    private static ApiException refused(String why) {
        return ApiException.invalid("tool_choice", "'tool_choice' cannot be met: " + why);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        offered.forEach(tool -> names.add(tool.function().name()));
        return names;
    }

    /** The schema of an answer that is calls: an array of objects with a name and parameters. */
    String schema() {
        ArrayNode calls = JSON.arrayNode();
        for (ToolUse.Tool tool : offered) {
            String name = tool.function().name();
            if (named.isEmpty() || named.get().equals(name)) {
                ObjectNode call = JSON.objectNode().put("type", "object");
                ObjectNode properties = call.putObject("properties");
                properties.putObject("name").put("const", name);
                properties.set(
                        "parameters",
                        tool.function()
                                .parameters()
                                .orElseGet(() -> JSON.objectNode().put("type", "object")));
                call.putArray("required").add("name").add("parameters");
                call.put("additionalProperties", false);
                calls.add(call);
            }
        }
        ObjectNode schema = JSON.objectNode().put("type", "array").put("minItems", 1);
        schema.putObject("items").set("anyOf", calls);
        if (one) {
            schema.put("maxItems", 1);
        }
        return JsonFormat.write(schema);
    }
}
