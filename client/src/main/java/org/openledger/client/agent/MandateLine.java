package org.openledger.client.agent;

import java.util.Optional;

/**
 * A mandate in a list.
 *
 * @param id 32 hexadecimal digits
 * @param name to tell it from others
 * @param principal whose deposit pays
 * @param agent the address that acts
 * @param signer whose signature gave it
 * @param parent the mandate that it narrows
 * @param state live, expired or ended
 * @param task what is wanted, in the principal's own words
 * @param budgetGwei the most that may be spent in all
 * @param paidGwei what was, with those under it
 * @param heldGwei what calls under way may still cost
 * @param maxCalls how many calls there may be
 * @param calls how many there were
 * @param createdMillis when it was given
 * @param expiresMillis when it ends by itself
 * @param endedMillis when it was ended
 */
public record MandateLine(
        String id,
        String name,
        String principal,
        String agent,
        String signer,
        Optional<String> parent,
        String state,
        String task,
        long budgetGwei,
        long paidGwei,
        long heldGwei,
        long maxCalls,
        long calls,
        long createdMillis,
        long expiresMillis,
        Optional<Long> endedMillis) {}
