package org.openledger.withdrawal;

import java.util.List;

/**
 * What taking rows back concerns.
 *
 * @param first of the rows, so that who takes them back sees which
 * @param unsigned rows of uploads that nobody signed; they are forgotten with the others
 * @param versions numbers of the published versions that have one of them
 * @param models that learnt one of them, by name and number
 * @param receipts that name one of them
 * @param conversations of these by their ids, that show one of them, in the prompt or word for word in the answer: they are erased
 * @param earnedGwei what they earned, which stays theirs
 * @param waitingGwei what waits for the end of an epoch, which is decided as if nothing had happened
 */
public record Concern(
        long rows,
        List<TakenRow> first,
        long unsigned,
        List<Long> versions,
        List<LearntModel> models,
        long receipts,
        List<String> conversations,
        long earnedGwei,
        long waitingGwei) {
    public Concern {
        first = List.copyOf(first);
        conversations = List.copyOf(conversations);
        versions = List.copyOf(versions);
        models = List.copyOf(models);
    }

    /**
     * A row that would be gone.
     *
     * @param line of its contribution
     * @param text its fields in reading order, cut where it is long
     */
    public record TakenRow(String leaf, long contribution, long line, String text) {}

    /**
     * A model that learnt rows.
     *
     * @param id of its version
     * @param run that trained it; empty where it was brought
     * @param rows of these that it learnt
     */
    public record LearntModel(String id, String name, long number, java.util.Optional<String> run, long rows) {}
}
