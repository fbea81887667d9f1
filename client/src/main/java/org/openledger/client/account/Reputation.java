package org.openledger.client.account;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What an account did on this node, as facts. No score is made of them: whoever reads them says what they are worth.
 *
 * @param address its address
 * @param name what the node calls it
 * @param facts by Datanet, each with where it can be read
 */
public record Reputation(
        String address,
        Optional<String> name,
        @AtMost(100_000) List<ReputationFact> facts) {}
