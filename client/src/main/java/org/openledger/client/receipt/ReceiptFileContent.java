package org.openledger.client.receipt;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * A receipt with all that is needed to check it offline.
 *
 * @param schema openledger.receipt-file/1
 * @param receipt as it was signed
 * @param signature of the operator over the receipt's bytes
 * @param inclusion from the receipt's log entry to the checkpoint's root
 * @param checkpoint the signed note of the log
 * @param anchor the checkpoint that the chain holds
 * @param opening the conversation behind the receipt's digests; for its payer and the administrator alone
 * @param payout the proofs of the epoch for accounts that the receipt paid
 * @param evidence rows, quotations and sources that the receipt commits to; it goes with the opening
 * @param disclosures pieces of the evidence, for the contributor whose rows they are of
 * @param quotations words of the answer with the rows they stand in
 * @param seal of the operator over all that is above
 */
public record ReceiptFileContent(
        String schema,
        ReceiptContent receipt,
        String signature,
        Inclusion inclusion,
        String checkpoint,
        Optional<Anchor> anchor,
        Optional<Opening> opening,
        Optional<Payout> payout,
        Optional<Evidence> evidence,
        Optional<List<Disclosure>> disclosures,
        Optional<List<Quotation>> quotations,
        String seal) {

    /**
     * The log's proof that an entry is in a tree.
     *
     * @param index of the entry, from 0
     * @param treeSize entries of the tree
     * @param hashes of the path
     */
    public record Inclusion(long index, long treeSize, List<String> hashes) {}

    /**
     * The checkpoint that the LogAnchor contract holds.
     *
     * @param chainId of the chain
     * @param contract address of the LogAnchor
     * @param size of the anchored tree
     * @param root of the anchored tree
     * @param block that has the transaction
     * @param transaction that anchored it
     * @param consistency proof between the two trees
     */
    public record Anchor(
            long chainId,
            String contract,
            long size,
            String root,
            long block,
            String transaction,
            List<String> consistency) {}

    /**
     * What the receipt's digests hide.
     *
     * @param salt 32 hexadecimal digits
     * @param prompt as it was rendered
     * @param answer as it was given
     * @param promptIds the prompt's tokens
     * @param answerIds the answer's tokens
     */
    public record Opening(
            String salt, String prompt, String answer, List<Integer> promptIds, List<Integer> answerIds) {}

    /**
     * What the receipt commits to without saying it.
     *
     * @param start where the block of all sources begins in the prompt, in bytes
     * @param end where it ends
     * @param shares those with rows or quotations
     * @param sources in the order of the prompt
     */
    public record Evidence(int start, int end, List<EvidenceOfShare> shares, List<ReceiptContent.Source> sources) {}

    /**
     * What speaks for a share.
     *
     * @param contributor who has it
     * @param rows nearest to the answer, best first
     * @param spans parts of the answer that stand in their rows word for word
     */
    public record EvidenceOfShare(
            String contributor, List<ReceiptContent.RowScore> rows, List<ReceiptContent.Span> spans) {}

    /**
     * One piece of the evidence, with what shows that the receipt commits to it.
     *
     * @param kind what it is
     * @param contributor whose share it speaks for
     * @param content its members
     * @param salt of this piece alone, 32 hexadecimal digits
     * @param inclusion its path to the receipt's digest
     */
    public record Disclosure(
            @Words({"row", "span", "source"}) String kind,
            String contributor,
            PieceContent content,
            String salt,
            Inclusion inclusion) {}

    /**
     * The members of a piece; each kind has some of them.
     *
     * @param leaf of the row, of rows and sources
     * @param datanet its Datanet's number on chain, of rows and sources
     * @param scorePpm how near the row is to the answer, of rows
     * @param start its first token, of spans
     * @param length in tokens, of spans
     * @param count how often it occurs in the model's training rows, of spans
     * @param rows leaves of rows that hold it, of spans
     * @param contributor who gave the row, of sources
     * @param effectNanonats what the source added to the answer's log-likelihood, in 10⁻⁹ nats
     * @param lowNanonats lower end of the 90 % interval, in 10⁻⁹ nats
     * @param highNanonats upper end of it, in 10⁻⁹ nats
     */
    public record PieceContent(
            Optional<String> leaf,
            Optional<String> datanet,
            Optional<Integer> scorePpm,
            Optional<Integer> start,
            Optional<Integer> length,
            Optional<Long> count,
            Optional<List<String>> rows,
            Optional<String> contributor,
            Optional<Long> effectNanonats,
            Optional<Long> lowNanonats,
            Optional<Long> highNanonats) {}

    /**
     * Words of the answer that stand in a row, by where they begin in either text, in UTF-16 code units.
     *
     * @param contributor whose share names the quotation
     * @param start first token of the receipt's span
     * @param length tokens of the span
     * @param answerAt where the words begin in the answer
     * @param field of the row that has them
     * @param rowAt where they begin in that field
     * @param characters how long they are
     * @param row that has them
     */
    public record Quotation(
            String contributor,
            int start,
            int length,
            int answerAt,
            String field,
            int rowAt,
            int characters,
            QuotedRow row) {}

    /**
     * A row of a version that the model learned from.
     *
     * @param datanet the Datanet's number on chain
     * @param salt 32 hexadecimal digits
     * @param content the row as canonical JSON
     * @param inclusion its path to the version's root
     */
    public record QuotedRow(String datanet, String salt, String content, Inclusion inclusion) {}

    /**
     * An epoch's reward root, and claims under it.
     *
     * @param epoch its number
     * @param root of the Merkle tree over what accounts are owed
     * @param claims of accounts that the receipt paid
     */
    public record Payout(long epoch, String root, List<Claim> claims) {}

    /**
     * What an account has earned up to an epoch.
     *
     * @param account its address
     * @param cumulativeWei in all, in wei, decimal
     * @param proof under the epoch's root
     */
    public record Claim(String account, String cumulativeWei, List<String> proof) {}
}
