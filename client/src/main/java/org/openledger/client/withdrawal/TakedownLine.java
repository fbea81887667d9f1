package org.openledger.client.withdrawal;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * A notice against rows.
 *
 * @param id its number at this node
 * @param datanet the Datanet's number
 * @param state how far it is; while it is open its rows are in no new version
 * @param rows their leaves
 * @param contributors who gave them
 * @param contact of who gave the notice, for those whom it concerns
 * @param timeMillis when it was given
 * @param deadlineMillis until when contributors can answer before the owner may uphold it
 * @param said the notice, the answers and the decision, in their order
 */
public record TakedownLine(
        String id,
        String datanet,
        @Words({"open", "upheld", "rejected"}) String state,
        @AtMost(100) List<String> rows,
        @AtMost(100) List<String> contributors,
        Optional<String> contact,
        long timeMillis,
        long deadlineMillis,
        @AtMost(102) List<Said> said) {
    /**
     * What somebody said.
     *
     * @param act what it is
     * @param who the account that said it; empty of the notice
     * @param words what was said
     * @param timeMillis when
     * @param logIndex the log's entry of it
     */
    public record Said(
            @Words({"notice", "counter", "upheld", "rejected"})
            String act,

            Optional<String> who,
            String words,
            long timeMillis,
            long logIndex) {}
}
