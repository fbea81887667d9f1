package org.openledger.client.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * A row of a contribution as its review shows it.
 *
 * @param line it begins in, from 1
 * @param leaf its hash
 * @param state what became of it: a held one waits for the owner's own word
 * @param reason the code of what was found in it
 * @param detail what was found in it, in a sentence
 * @param text its fields as a reader meets them
 * @param metadata what its file said of it beside its fields
 * @param corrects the leaf of the row that it is to replace
 * @param seenMillis when the Datanet's owner was shown it first; now where this does so
 * @param unseen characters in it that nobody sees, the first ones
 * @param appealed whether its contributor had it decided again, by the owner
 * @param votes on it: once it is decided all, before that the reader's own
 * @param nearest the earlier row that it is related to, where the reader may see that
 */
public record ReviewRow(
        long line,
        String leaf,

        @Words({"waiting", "held", "accepted", "refused", "withdrawn"})
        String state,

        Optional<String> reason,
        Optional<String> detail,
        String text,
        @Example("{\"source\": \"own notes\"}") Map<String, String> metadata,
        Optional<String> corrects,
        Optional<Long> seenMillis,
        @AtMost(20) List<UnseenCharacter> unseen,
        boolean appealed,
        @AtMost(1000) List<VoteOnRow> votes,
        Optional<NearestRow> nearest) {
    /**
     * A vote on a row.
     *
     * @param reviewer who voted; the contributor is not told
     * @param vote whether it should come in
     * @param why not
     */
    public record VoteOnRow(
            Optional<String> reviewer,
            @Words({"accept", "refuse"}) String vote,
            Optional<String> why) {}

    /**
     * A character that nobody sees.
     *
     * @param character its place in the text, from 1
     * @param code such as U+200B
     * @param name what Unicode calls it
     */
    public record UnseenCharacter(
            long character,
            @Example("\"U+200B\"") String code,
            @Example("\"ZERO WIDTH SPACE\"") String name) {}

    /**
     * An earlier row, and what this one has other than it.
     *
     * @param leaf its hash
     * @param datanet its Datanet's number
     * @param changes the parts of both, in the order of the text; longer texts have few and long ones
     */
    public record NearestRow(
            String leaf, String datanet, @AtMost(4096) List<Change> changes) {}

    /**
     * A part of two texts.
     *
     * @param kind whether it stands in both, in this row alone, or in the earlier one alone
     * @param text of the part
     */
    public record Change(
            @Words({"same", "added", "removed"}) String kind, String text) {}
}
