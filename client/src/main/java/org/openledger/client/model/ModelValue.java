package org.openledger.client.model;

import java.util.Optional;

/**
 * What a Datanet, a contributor or a row did for one model. A row's value has no interval.
 *
 * @param model its name
 * @param run that made it
 * @param contributor whose rows
 * @param contributorName what the node calls the contributor
 * @param nanonats by how much they lowered the loss on held-out rows, in 10⁻⁹ nats a token
 * @param low lower end of the 90 % interval, in 10⁻⁹ nats a token
 * @param high upper end of it, in 10⁻⁹ nats a token
 */
public record ModelValue(
        String model,
        String run,
        String contributor,
        Optional<String> contributorName,
        long nanonats,
        Optional<Long> low,
        Optional<Long> high) {}
