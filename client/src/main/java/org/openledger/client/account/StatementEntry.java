package org.openledger.client.account;

import java.util.List;
import java.util.Optional;
import org.openledger.client.row.RowView;
import org.openledger.client.shape.AtMost;

/**
 * What one answer, one run's reward, the reward of an agent's decision that an answer was an input of, or one bond that a spot check took
 * a part of, paid an account.
 *
 * @param receiptId of the answer, where it is one
 * @param run whose reward or building fee it is, where it is one
 * @param action of the agent that gave it to the answer, as an input of a decision
 * @param timeMillis when
 * @param model that answered, or that the run made; which contribution a bond was for
 * @param question as the payer alone may read it
 * @param role that was paid
 * @param ppm the contributor's share of the answer
 * @param gwei what it paid
 * @param epoch that settles it; 0 while it is in none
 * @param rows that brought it in
 */
public record StatementEntry(
        Optional<String> receiptId,
        Optional<String> run,
        Optional<String> action,
        long timeMillis,
        String model,
        Optional<String> question,
        String role,
        Optional<Integer> ppm,
        long gwei,
        long epoch,
        @AtMost(37) List<RowView> rows) {}
