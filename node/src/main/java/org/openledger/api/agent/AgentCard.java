package org.openledger.api.agent;

import java.util.List;
import org.openledger.agency.Agency;
import org.openledger.agency.AgentTool;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * What this node is to other agents, as an Agent Card (A2A 1.0) at its well-known path. It names the interfaces that there are: the
 * Model Context Protocol, and that of OpenAI; A2A's own transport is not spoken.
 */
public final class AgentCard implements Handlers.Noun {
    /** Of A2A. */
    static final String VERSION = "1.0";

    static final String DESCRIPTION =
            "Searches rows of Datanets, asks models that were trained on them, and reads signed receipts of answers."
                    + " Every call is decided by a mandate that a wallet signed, and recorded.";

    private final Agency agency;

    public AgentCard(Agency agency) {
        this.agency = agency;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(AgentEndpoints.CARD, this::card);
    }

    private void card(Call<NoQuery, NoBody> call) {
        String base = call.context().scheme() + "://" + call.context().host();
        Json card = Json.object()
                .put("name", "OpenLedger")
                .put("description", DESCRIPTION)
                .put("version", "1")
                .put(
                        "provider",
                        Json.object()
                                .put("organization", agency.mandates().domain().operator())
                                .put("url", base)
                                .build())
                .put("documentationUrl", base + "/openapi.json")
                .put(
                        "supportedInterfaces",
                        Json.array(List.of(
                                reached(base + "/mcp", "MCP", McpRoutes.STATELESS),
                                reached(base + "/agents/v1", "OPENAI", "1"))))
                .put(
                        "capabilities",
                        Json.object()
                                .put("streaming", new Json.JsonBoolean(false))
                                .put("pushNotifications", new Json.JsonBoolean(false))
                                .build())
                .put(
                        "securitySchemes",
                        Json.object()
                                .put(
                                        "mandateKey",
                                        Json.object()
                                                .put(
                                                        "httpAuthSecurityScheme",
                                                        Json.object()
                                                                .put("scheme", "Bearer")
                                                                .put("description", "A key of a mandate.")
                                                                .build())
                                                .build())
                                .build())
                .put(
                        "securityRequirements",
                        Json.array(List.of(Json.object()
                                .put(
                                        "schemes",
                                        Json.object()
                                                .put("mandateKey", Json.object().build())
                                                .build())
                                .build())))
                .put("defaultInputModes", Json.strings(List.of("application/json")))
                .put("defaultOutputModes", Json.strings(List.of("application/json")))
                .put(
                        "skills",
                        Json.array(agency.tools().all().stream()
                                .map(AgentCard::skill)
                                .toList()))
                .build();
        call.context().contentType("application/json").result(CanonicalJson.write(card));
    }

    private static Json reached(String url, String binding, String version) {
        return Json.object()
                .put("url", url)
                .put("protocolBinding", binding)
                .put("protocolVersion", version)
                .build();
    }

    private static Json skill(AgentTool tool) {
        return Json.object()
                .put("id", tool.name())
                .put("name", tool.name().replace('_', ' '))
                .put(
                        "description",
                        tool.definition().members().get("description") instanceof Json.JsonString text
                                ? text.value()
                                : "")
                .put("tags", Json.strings(List.of(tool.toolClass().word())))
                .build();
    }
}
