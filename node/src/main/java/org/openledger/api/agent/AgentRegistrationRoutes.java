package org.openledger.api.agent;

import java.util.List;
import java.util.Optional;
import org.openledger.agency.Agency;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.chain.Contracts;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.AgentRegistration;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.reputation.AgentRegistry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** The node in the registries of agents (ERC-8004), and the registration file that its entry there points to. */
public final class AgentRegistrationRoutes implements Handlers.Noun {
    private static final String TYPE = "https://eips.ethereum.org/EIPS/eip-8004#registration-v1";

    private final Agency agency;
    private final long chainId;

    public AgentRegistrationRoutes(Agency agency) {
        this.agency = agency;
        this.chainId = agency.mandates().domain().chainId();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AgentEndpoints.REGISTRATION, call -> registration());
        handlers.answer(AgentEndpoints.REGISTER, call -> {
            agency.registry().register(call.body().uri());
            return registration();
        });
        handlers.write(AgentEndpoints.REGISTRATION_FILE, this::file);
    }

    private AgentRegistration registration() {
        Contracts.Agents at = agency.registry().registries();
        Optional<AgentRegistry.Registered> agent = agency.registry().find();
        return new AgentRegistration(
                chainId,
                at.identity(),
                at.reputation(),
                at.validation(),
                agent.map(AgentRegistry.Registered::id),
                agent.map(AgentRegistry.Registered::uri),
                agent.map(AgentRegistry.Registered::wallet));
    }

    private void file(Call<NoQuery, NoBody> call) {
        String base = call.context().scheme() + "://" + call.context().host();
        AgentRegistry registry = agency.registry();
        Json file = Json.object()
                .put("type", TYPE)
                .put("name", "OpenLedger")
                .put("description", AgentCard.DESCRIPTION)
                .put("image", base + "/icon.svg")
                .put(
                        "services",
                        Json.array(List.of(
                                service("web", base, "1"),
                                service(
                                        "A2A",
                                        base + AgentEndpoints.CARD.place().path(),
                                        AgentCard.VERSION),
                                service("MCP", base + AgentEndpoints.MCP.place().path(), McpRoutes.STATELESS))))
                .put("x402Support", new Json.JsonBoolean(true))
                .put("active", new Json.JsonBoolean(true))
                .put(
                        "registrations",
                        Json.array(registry.find().stream()
                                .map(agent -> (Json) Json.object()
                                        .put("agentId", agent.id())
                                        .put("agentRegistry", registry.name())
                                        .build())
                                .toList()))
                .put("supportedTrust", Json.strings(List.of("reputation")))
                .build();
        call.context().contentType("application/json").result(CanonicalJson.write(file));
    }

    private static Json service(String name, String endpoint, String version) {
        return Json.object()
                .put("name", name)
                .put("endpoint", endpoint)
                .put("version", version)
                .build();
    }
}
