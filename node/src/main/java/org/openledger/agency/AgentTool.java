package org.openledger.agency;

import java.util.List;
import java.util.Map;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * Something that agents may be let do.
 *
 * @param output the members of what comes back, with their types in JSON Schema
 * @param secret the argument that records keep the digest of alone, since it can be erased with the answer; empty where none is
 */
public record AgentTool(
        String name,
        String description,
        ToolClass toolClass,
        List<Parameter> parameters,
        Map<String, String> output,
        String secret,
        Work work) {
    /** Has the effect. */
    @FunctionalInterface
    public interface Work {
        Effect run(Acting acting) throws InterruptedException;
    }

    /** The definition that callers see and mandates pin. */
    public Json.JsonObject definition() {
        return Json.object()
                .put("name", name)
                .put("description", description)
                .put("inputSchema", Parameter.schema(parameters))
                .put("outputSchema", Parameter.output(output))
                .build();
    }

    /** As a mandate names it. */
    public Mandate.Tool pinned() {
        return new Mandate.Tool(name, Hex.of(Hashes.sha256(CanonicalJson.write(definition()))), toolClass);
    }
}
