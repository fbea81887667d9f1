package org.openledger.model.text;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A call of a tool, as the assistant made it.
 *
 * @param id by which the tool's message names it
 * @param name of the tool
 * @param arguments by name: texts, numbers, booleans, null, lists, maps
 */
public record ToolCall(String id, String name, Map<String, ?> arguments) {
    @SuppressWarnings("unchecked") // a map stays a map
    ToolCall map(UnaryOperator<String> change) {
        return new ToolCall(change.apply(id), change.apply(name), (Map<String, ?>) JsonTexts.map(arguments, change));
    }
}
