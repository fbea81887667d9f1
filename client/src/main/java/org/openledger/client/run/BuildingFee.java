package org.openledger.client.run;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What the registration of a run's model costs its owner.
 *
 * @param heldGwei set aside of the owner's deposit when the run was asked for: the most that it costs
 * @param chargedGwei what of that the owner paid, once the model was registered
 * @param paid what the treasuries of the versions have of it, as the chain says
 */
public record BuildingFee(
        long heldGwei,
        Optional<Long> chargedGwei,
        @AtMost(64) List<Paid> paid) {
    /**
     * A payment.
     *
     * @param datanet number of the Datanet on chain
     * @param number of the version in its Datanet
     * @param treasury who has it
     * @param gwei how much
     */
    public record Paid(String datanet, long number, String treasury, long gwei) {}
}
