package org.openledger.factory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that came out of a run.
 *
 * @param token its id in the ModelRegistry, decimal
 * @param adapter the PEFT folder
 * @param spanIndex the span index over its training rows
 * @param counterfactuals the folder of its counterfactual adapters; empty until they are trained
 * @param influenceDigest their digest
 * @param readyMillis since when they are there
 */
public record Model(
        String name,
        String run,
        String owner,
        String token,
        String baseDigest,
        String adapterDigest,
        String tokenizerDigest,
        List<SourceRoot> sources,
        Path adapter,
        Path spanIndex,
        String indexDigest,
        Optional<Path> counterfactuals,
        Optional<String> influenceDigest,
        Optional<Long> readyMillis,
        long createdMillis) {
    public Model {
        sources = List.copyOf(sources);
    }

    /**
     * A version the model learned from, as the chain knows it.
     *
     * @param token the Datanet's id on chain
     * @param root the version's Merkle root
     */
    public record SourceRoot(long datanet, String token, long number, String root) {}
}
