package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * What the rows of a run are worth.
 *
 * @param run its id
 * @param model it made
 * @param state how far the measurement is
 * @param heldOut rows that were held out
 * @param lossBefore mean loss of the base on them, in nats a token
 * @param lossAfter mean loss of the model on them, in nats a token
 * @param digest SHA-256 of the document of all values
 * @param refusal why there is no value
 * @param rewardGwei that was promised
 * @param unpaid why the reward was not paid
 * @param paidGwei of the reward that went to contributors
 * @param commonsGwei of the reward that went to the commons
 */
public record RunValueDetail(
        String run,
        String model,
        @Words({"waiting", "refused", "measured"}) String state,
        int heldOut,
        Optional<Double> lossBefore,
        Optional<Double> lossAfter,
        Optional<String> digest,
        Optional<String> refusal,
        long rewardGwei,
        Optional<String> unpaid,
        long paidGwei,
        long commonsGwei) {}
