package org.openledger.client.receipt;

import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * What its payer thinks of an answer, as a row for a Datanet. What the row has follows from the Datanet's schema: a pair of answers of a
 * better and a worse one, the question with the right answer, or the conversation with a label.
 *
 * @param datanet the Datanet's number
 * @param contributor the address that gives the row; the payer where this is absent
 * @param rating of the answer
 * @param better an answer that is better than the one that was given
 * @param worse an answer that is worse
 */
public record Feedback(
        @Example("\"1\"") String datanet,
        Optional<String> contributor,
        @Words({"good", "bad"}) Optional<String> rating,
        @Example("\"Feed it once a day.\"") Optional<String> better,
        Optional<String> worse) {}
