package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * A version of a model.
 *
 * @param name to ask it by
 * @param version its number
 * @param origin whether a run of this node trained it, its owner brought it, or it is the base alone
 * @param token its number in the ModelRegistry, once the chain gave it
 * @param owner the address that the developer's part of fees goes to
 * @param ownerName what the node calls the owner
 * @param base what the base model is called
 * @param baseDigest SHA-256 of the base model
 * @param adapterDigest SHA-256 of the adapter; empty for the base alone
 * @param run that made it, where one of this node did
 * @param versions it learned from
 * @param declared whether these are declared by its owner, not proven by a run
 * @param owes what it owes to the models that it is built on, ascending; none where there is none
 * @param state ready once its answers can be traced
 * @param attributionReady whether they can
 * @param live whether it answers under its name
 * @param priceGwei for each token of prompt and answer
 * @param licence its SPDX identifier, where one is stated
 * @param warning what whoever asks it should know
 * @param message why the chain did not register it
 * @param receipts answers it gave
 * @param withdrawnRows rows that it learnt and that were taken back since: train it again
 */
public record ModelLine(
        String name,
        long version,
        @Words({"trained", "brought", "base"}) String origin,
        Optional<String> token,
        String owner,
        Optional<String> ownerName,
        String base,
        String baseDigest,
        String adapterDigest,
        Optional<String> run,
        @AtMost(64) List<VersionRoot> versions,
        boolean declared,
        @AtMost(64) List<Owed> owes,

        @Words({"registering", "attributing", "ready", "refused"})
        String state,

        boolean attributionReady,
        boolean live,
        long priceGwei,
        Optional<String> licence,
        Optional<String> warning,
        Optional<String> message,
        long receipts,
        long withdrawnRows) {
    /**
     * A model that it is built on, whether itself or by one between them.
     *
     * @param token its number in the ModelRegistry
     * @param owner who owns it now, as far as the chain was read
     * @param bps what it gets of the developer's part, in basis points
     */
    public record Owed(String token, String owner, int bps) {}
}
