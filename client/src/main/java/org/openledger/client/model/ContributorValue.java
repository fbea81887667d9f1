package org.openledger.client.model;

import java.util.Optional;

/**
 * What a contributor's rows did for the loss on held-out rows.
 *
 * @param contributor their address
 * @param contributorName what the node calls them
 * @param rows how many
 * @param nanonats by how much they lowered the loss, in 10⁻⁹ nats a token
 * @param low lower end of the 90 % interval, in 10⁻⁹ nats a token
 * @param high upper end of it, in 10⁻⁹ nats a token
 * @param gwei of the run's reward
 */
public record ContributorValue(
        String contributor,
        Optional<String> contributorName,
        long rows,
        long nanonats,
        long low,
        long high,
        long gwei) {}
