package org.openledger.answer;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How likely another engine says that the tokens of its answer were.
 *
 * @param upstream which engine computed the answer, by the name that the operator gives it
 * @param toleranceNanonats by how much each may differ from what this node finds
 * @param nanonats the log-probability of each token of the answer, in 10⁻⁹ nats
 */
public record UpstreamScores(String upstream, long toleranceNanonats, List<Long> nanonats) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public UpstreamScores {
        nanonats = List.copyOf(nanonats);
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    public static UpstreamScores parse(String json) {
        return JSON.readValue(json, UpstreamScores.class);
    }
}
