package org.openledger.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One version of a model. It never changes, but for its registration and what is made for its attribution.
 *
 * @param id the run's, for a trained one; 16 hexadecimal digits
 * @param number which version of its name, from 1
 * @param token its id in the ModelRegistry, decimal; empty until the chain gave one
 * @param refusal why the ModelRegistry gave none
 * @param adapterDigest empty for the base alone
 * @param sources the Datanet versions it learnt from; declared, not proven, where it was {@link Origin#BROUGHT}
 * @param licence its SPDX identifier; empty where nobody stated one
 * @param warning what whoever asks it should know; empty where there is nothing
 * @param adapter the PEFT folder
 * @param spanIndex the span index over its training rows
 * @param counterfactuals the folder of its counterfactual adapters; empty until they are there
 * @param influenceDigest their digest
 * @param readyMillis since when they are there
 */
public record Model(
        String id,
        String name,
        long number,
        Origin origin,
        String owner,
        Optional<String> token,
        Optional<String> refusal,
        String baseDigest,
        String adapterDigest,
        String tokenizerDigest,
        List<SourceRoot> sources,
        Optional<String> licence,
        Optional<String> warning,
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

    /** The run that trained it. */
    public Optional<String> run() {
        return origin == Origin.TRAINED ? Optional.of(id) : Optional.empty();
    }

    /**
     * A version the model learned from, as the chain knows it.
     *
     * @param token the Datanet's id on chain
     * @param root the version's Merkle root
     * @param licence the Datanet's, as an SPDX identifier
     * @param termsDigest SHA-256 of the terms that its contributors signed
     */
    public record SourceRoot(
            long datanet, String token, long number, String root, String licence, String termsDigest) {}
}
