package org.openledger.agency;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * Something that agents may be let do.
 *
 * @param definition that callers see and mandates pin
 * @param problem what is wrong with arguments, as a sentence; empty where nothing is
 * @param secret the argument that records keep the digest of alone, since it can be erased with the answer; empty where none is
 * @param findsAgain whether its work for the same action is found, or reads alone: then a call that is sent again is answered again
 */
public record AgentTool(
        String name,
        ToolClass toolClass,
        Json.JsonObject definition,
        Function<Json.JsonObject, Optional<String>> problem,
        String secret,
        boolean findsAgain,
        Work work) {
    /** Has the effect. */
    @FunctionalInterface
    public interface Work {
        Effect run(Acting acting) throws InterruptedException;
    }

    /**
     * A tool of this node.
     *
     * @param output the members of what comes back, with their types in JSON Schema
     */
    AgentTool(
            String name,
            String description,
            ToolClass toolClass,
            List<Parameter> parameters,
            Map<String, String> output,
            String secret,
            Work work) {
        this(
                name,
                toolClass,
                Json.object()
                        .put("name", name)
                        .put("description", description)
                        .put("inputSchema", Parameter.schema(parameters))
                        .put("outputSchema", Parameter.output(output))
                        .build(),
                arguments -> Parameter.problem(parameters, arguments),
                secret,
                /* findsAgain= */ true,
                work);
    }

    /** As a mandate names it. */
    public Mandate.Tool pinned() {
        return new Mandate.Tool(name, Hex.of(Hashes.sha256(CanonicalJson.write(definition))), toolClass);
    }
}
