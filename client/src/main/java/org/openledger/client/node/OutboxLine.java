package org.openledger.client.node;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Example;

/**
 * A transaction of the operator, from request to block.
 *
 * @param key the node's name for it
 * @param kind what it is for, such as deposit, settlement or claim
 * @param state queued, aside (it cannot be sent now), sent, confirmed, failed or cancelled
 * @param reason why it failed, or what keeps it from being sent
 * @param valueGwei native OPEN that it sends
 * @param nonce once it is sent
 * @param transaction its hash, once it is sent
 * @param createdMillis when it was requested
 * @param tries how often it could not be sent
 * @param nextTryMillis when it is tried again, where it is set aside
 * @param cancelling whether nothing is to take its place under its nonce
 * @param needs keys of those without which it is not sent
 * @param neededBy keys of those that are not sent without it
 */
public record OutboxLine(
        @Example("\"settle:1\"") String key,
        @Example("\"settlement\"") String kind,
        @Example("\"aside\"") String state,
        Optional<String> reason,
        long valueGwei,
        Optional<Long> nonce,
        Optional<String> transaction,
        long createdMillis,
        long tries,
        Optional<Long> nextTryMillis,
        boolean cancelling,
        @AtMost(100_000) List<String> needs,
        @AtMost(100_000) List<String> neededBy) {}
