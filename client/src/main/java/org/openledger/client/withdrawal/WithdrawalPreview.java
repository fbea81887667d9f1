package org.openledger.client.withdrawal;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What taking rows back would concern. Nothing has changed.
 *
 * @param rows that would be gone
 * @param first the first of these rows
 * @param unsigned rows of uploads that nobody signed, which would be forgotten too
 * @param versions numbers of the published versions that have one of them; they keep its leaf
 * @param models that learnt one of them; they stay, and are marked
 * @param receipts that name one of them; they go on verifying
 * @param conversations that show one of them; their question and answer would be erased
 * @param answers the first of these conversations, by their receipts
 * @param earnedGwei what the rows earned, which stays paid
 * @param waitingGwei what waits for the end of an epoch, which is decided all the same
 */
public record WithdrawalPreview(
        long rows,
        @AtMost(20) List<TakenRow> first,
        long unsigned,
        @AtMost(1_000_000) List<Long> versions,
        @AtMost(1_000_000) List<LearntModel> models,
        long receipts,
        long conversations,
        @AtMost(20) List<String> answers,
        long earnedGwei,
        long waitingGwei) {
    /**
     * A row that would be gone.
     *
     * @param leaf its name in versions and receipts
     * @param contribution that it came with
     * @param line of that
     * @param text its fields in reading order, as far as 300 characters go
     */
    public record TakenRow(String leaf, String contribution, long line, String text) {}

    /**
     * A model that learnt rows.
     *
     * @param name to ask it by
     * @param version its number
     * @param run that trained it, where one of this node did
     * @param rows of these that it learnt
     */
    public record LearntModel(String name, long version, Optional<String> run, long rows) {}
}
