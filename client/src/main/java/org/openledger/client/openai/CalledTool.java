package org.openledger.client.openai;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Words;

/**
 * A call of a tool by the model.
 *
 * @param index its place among the calls, in a stream
 * @param id by which the tool's answer names it
 * @param type function
 * @param function what is called
 */
public record CalledTool(
        @Bounds(from = 0, to = 127) Optional<Integer> index,
        String id,
        @Words("function") String type,
        CalledFunction function) {
    /**
     * A called function.
     *
     * @param name of it
     * @param arguments as JSON
     */
    public record CalledFunction(String name, String arguments) {}
}
