package org.openledger.client.receipt;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * The rows, quotations and sources behind a receipt, as far as the reader may see them: all of them for the payer and the
 * administrator; for a contributor those of their own rows; nothing for anyone else.
 *
 * @param start where the block of all sources begins in the prompt, in bytes; for who may read the prompt
 * @param end where it ends, in bytes; for who may read the prompt
 * @param shares those with rows or quotations
 * @param sources in the order of the prompt
 */
public record ReceiptEvidence(
        Optional<Integer> start,
        Optional<Integer> end,
        @AtMost(10_000) List<OfShare> shares,
        @AtMost(32) List<Source> sources) {

    /** Nothing that the reader may see. */
    public static final ReceiptEvidence NONE =
            new ReceiptEvidence(Optional.empty(), Optional.empty(), List.of(), List.of());

    /** What speaks for a share; nothing where nothing may be seen. */
    public OfShare of(String contributor) {
        return shares.stream()
                .filter(share -> share.contributor().equals(contributor))
                .findFirst()
                .orElse(new OfShare(contributor, List.of(), List.of()));
    }

    /**
     * What speaks for a share.
     *
     * @param contributor who has it
     * @param rows of theirs that are nearest to the answer, best first
     * @param spans parts of the answer that stand in their rows word for word
     */
    public record OfShare(
            String contributor,
            @AtMost(5) List<ReceiptContent.RowScore> rows,
            @AtMost(10_000) List<ReceiptContent.Span> spans) {}

    /**
     * A row that was given to the model as a source.
     *
     * @param number it had in the prompt, from 1; for who may read the prompt
     * @param leaf of the row
     * @param datanet the Datanet's number on chain
     * @param contributor who gave the row
     * @param start of its text and number, in bytes of the prompt; for who may read the prompt
     * @param end of its text, in bytes of the prompt; for who may read the prompt
     * @param effectNanonats what it added to the answer's log-likelihood, in 10⁻⁹ nats
     * @param lowNanonats lower end of the 90 % interval, in 10⁻⁹ nats
     * @param highNanonats upper end of it, in 10⁻⁹ nats
     */
    public record Source(
            Optional<Integer> number,
            String leaf,
            String datanet,
            String contributor,
            Optional<Integer> start,
            Optional<Integer> end,
            long effectNanonats,
            long lowNanonats,
            long highNanonats) {}
}
