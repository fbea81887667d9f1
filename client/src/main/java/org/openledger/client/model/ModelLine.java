package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * A model.
 *
 * @param name to ask it by
 * @param token its number in the ModelRegistry
 * @param owner the address that the developer's part of fees goes to
 * @param ownerName what the node calls the owner
 * @param base what the base model is called
 * @param baseDigest SHA-256 of the base model
 * @param adapterDigest SHA-256 of the adapter
 * @param run that made it
 * @param versions it learned from
 * @param state ready once all counterfactual adapters are trained
 * @param attributionReady whether they are
 * @param receipts answers it gave
 */
public record ModelLine(
        String name,
        String token,
        String owner,
        Optional<String> ownerName,
        String base,
        String baseDigest,
        String adapterDigest,
        String run,
        @AtMost(64) List<VersionRoot> versions,
        @Words({"ready", "attributing"}) String state,
        boolean attributionReady,
        long receipts) {}
