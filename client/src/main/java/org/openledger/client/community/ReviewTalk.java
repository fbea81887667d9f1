package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * What was done and said about a contribution, in its order.
 *
 * @param list of it; votes and known answers are among it for those who review, once every row is decided
 */
public record ReviewTalk(@AtMost(100_000) List<Said> list) {
    /**
     * One act.
     *
     * @param number within the Datanet
     * @param act what it is
     * @param who did or said it
     * @param name what the node calls them
     * @param words what was said, or JSON that says what was done; empty where rows were taken back that it may have quoted
     * @param salt under which the log has its digest; left out where its words were erased
     * @param timeMillis when
     * @param logIndex the log's entry of it
     */
    public record Said(
            long number,

            @Words({"vote", "gold", "decide", "ask", "answer", "appeal"})
            String act,

            String who,
            Optional<String> name,
            String words,
            Optional<String> salt,
            long timeMillis,
            long logIndex) {}
}
