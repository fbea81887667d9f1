package org.openledger.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What an operator chooses of upstreams.
 *
 * @param servers their URLs, without {@code /v1}, by the names that receipts call them
 * @param tokens what is sent as {@code Authorization: Bearer}, by server
 * @param models the models that upstreams answer for; {@link #ALL} stands for all
 * @param data this node's data folder
 * @param seenData where the upstreams see that folder: adapters are loaded from below it
 * @param connect longest time until a connection is there, and until a server says that it is there
 * @param silence longest time without a byte of an answer
 * @param answer longest time of an answer
 * @param load longest time in which an adapter is loaded
 * @param look time between two looks at the health of the servers
 * @param maxAnswerBytes largest answer, with all of its JSON
 * @param toleranceNanonats by which a token's log-probability may differ from this node's
 */
public record UpstreamOptions(
        Map<String, URI> servers,
        Map<String, String> tokens,
        Set<String> models,
        Path data,
        Path seenData,
        Duration connect,
        Duration silence,
        Duration answer,
        Duration load,
        Duration look,
        long maxAnswerBytes,
        long toleranceNanonats) {
    public static final String ALL = "*";
    /** Measured: docs/decisions/0042. */
    public static final long STANDARD_TOLERANCE_NANONATS = 200_000_000;

    public UpstreamOptions {
        servers = Map.copyOf(servers);
        tokens = Map.copyOf(tokens);
        models = Set.copyOf(models);
    }

    boolean answersFor(String model) {
        return !servers.isEmpty() && (models.contains(ALL) || models.contains(model));
    }
}
