package org.openledger.factory.building;

import java.util.Optional;

/**
 * What the registration of a run's model costs.
 *
 * @param run its id
 * @param owner who pays, lower-case address
 * @param heldGwei set aside of the owner's deposit when the run was asked for
 * @param sent whether the registration is on its way: what is set aside stays so until the chain answers
 * @param paidGwei what the registry took of the operator, once it did
 * @param chargedGwei what of that the owner paid: at most what was set aside
 */
public record BuildingCost(
        String run, String owner, long heldGwei, boolean sent, Optional<Long> paidGwei, Optional<Long> chargedGwei) {}
