package org.openledger.agency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.gateway.InferenceRequest;
import org.openledger.verify.agency.DecisionReward;
import org.openledger.verify.agency.Rules;

/** Every tool that there is, by name. */
public final class Tools {
    private final Map<String, AgentTool> byName = new LinkedHashMap<>();
    private final AnswerTools answers;
    private final OutsideTools outside;
    private final Rewarding rewarding;
    private final Servers servers;

    Tools(
            AnswerTools answers,
            CommunityTools community,
            OwnTools own,
            OutsideTools outside,
            Rewarding rewarding,
            Servers servers) {
        this.outside = outside;
        this.rewarding = rewarding;
        this.servers = servers;
        this.answers = answers;
        Stream.of(answers.all(), community.all(), own.all(), outside.all(), rewarding.all())
                .flatMap(List::stream)
                .forEach(tool -> byName.put(tool.name(), tool));
    }

    /** A tool as it is now; one of another server is asked for there. */
    public Optional<AgentTool> find(String name) throws InterruptedException {
        AgentTool own = byName.get(name);
        return own == null ? servers.find(name) : Optional.of(own);
    }

    public Servers servers() {
        return servers;
    }

    /** Those of this node. */
    public List<AgentTool> all() {
        return List.copyOf(Collections.unmodifiableMap(byName).values());
    }

    Effect answer(Acting acting, InferenceRequest request) throws InterruptedException {
        return answers.answer(acting, request);
    }

    /** What became of a call that was admitted, by its effect's own id; empty where nothing is known of it. */
    Optional<Effect> settled(String action, String tool) {
        return switch (tool) {
            case AnswerTools.ASK -> answers.settled(action);
            case OutsideTools.BUY -> outside.bought(action);
            case Rules.CALL_CONTRACT -> outside.called(action);
            case DecisionReward.TOOL -> rewarding.settled(action);
            default -> Optional.empty();
        };
    }
}
