package org.openledger.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.AnsweredBy;
import org.openledger.answer.CreditedRows;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.NamedRow;
import org.openledger.answer.ReceiptTotals;
import org.openledger.identity.Reader;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.Hex;

/** Reads inferences and their receipts, and exports them. */
public final class Receipts {
    private final Database database;
    private final Log log;
    private final Issuer issuer;
    private final QuotationProofs quotations;

    public Receipts(Database database, Log log, Issuer issuer, QuotationProofs quotations) {
        this.database = database;
        this.log = log;
        this.issuer = issuer;
        this.quotations = quotations;
    }

    /**
     * A checkpoint of the log as the chain holds it.
     *
     * @param root 64 hexadecimal digits
     * @param transaction hash of the transaction that brought it
     */
    public record Anchored(long size, String root, long block, String transaction) {}

    public Optional<Inference> find(String id) {
        return database.read(handle -> InferenceTable.find(handle, id));
    }

    public Inference require(String id) {
        Inference found = find(id).orElseThrow(
                        () -> new GatewayException(Kind.UNKNOWN.at("receipt"), "There is no receipt " + id + "."));
        if (!found.isAsItsReceiptSays()) {
            throw new GatewayException(
                    Kind.CONFLICT,
                    "The question and answer of receipt " + id
                            + " are damaged: they are not those it commits to. Run openledger fsck.");
        }
        return found;
    }

    /** The newest first; those older than {@code beforeId} when it is given. Failed ones are left out. */
    public List<Inference> latest(Optional<String> beforeId, int limit) {
        long beforeMillis = beforeId.map(id -> require(id).admittedMillis()).orElse(Long.MAX_VALUE);
        return database.read(handle -> InferenceTable.latest(handle, beforeMillis, beforeId.orElse(""), limit)).stream()
                .map(Inference::shown)
                .toList();
    }

    /** The rows a receipt names for a contributor: those nearest to the answer, then those it was given as sources. */
    public static List<NamedRow> rowsOf(Handle handle, String receiptId, String contributor) {
        return InferenceTable.find(handle, receiptId).flatMap(Inference::signed).map(Receipts::receipt).stream()
                .flatMap(receipt -> receipt.attribution().shares().stream()
                        .filter(share -> share.contributor().equals(contributor))
                        .flatMap(share -> CreditedRows.of(receipt.retrieval(), share).stream()))
                .toList();
    }

    /** How many answers wait for their attribution. */
    public long pending() {
        return database.read(handle -> InferenceTable.countIn(handle, Inference.State.ANSWERED));
    }

    public ReceiptTotals totals() {
        return database.read(InferenceTable::totals);
    }

    /** How many receipts a version of a model has. */
    public long countOf(AnsweredBy model) {
        return database.read(handle -> InferenceTable.countOf(handle, model));
    }

    /** The signed receipt of an inference that has one, with all that is known of its evidence. */
    public static Receipt receipt(Inference.Signed signed) {
        return signed.opened();
    }

    /** Refuses an inference whose question and answer were erased. */
    public static Inference requireThere(Inference inference) {
        inference.erased().ifPresent(erased -> {
            throw new GatewayException(
                    Kind.CONFLICT,
                    "Question and answer of " + inference.id() + " were erased by " + erased.by() + " at "
                            + Instant.ofEpochMilli(erased.millis())
                            + ": receipt and payments stand, but nobody can compute its credit again.");
        });
        return inference;
    }

    /**
     * The receipt as a file that can be checked without this node.
     *
     * @param anchored the checkpoint that the chain holds, when it covers the receipt
     * @param reader what of the conversation the file discloses
     */
    public byte[] export(String id, Optional<Anchored> anchored, Optional<ReceiptFile.Payout> payout, Reader reader) {
        Inference inference = require(id);
        Inference.Signed signed = inference
                .signed()
                .orElseThrow(() -> new GatewayException(
                        Kind.CONFLICT, "Receipt " + id + " is not signed yet: its answer is still being attributed."));
        if (log.checkpoint().size() <= signed.logIndex()) {
            log.publish();
        }
        String note = log.signedCheckpoint();
        long size = Checkpoint.parseUnverified(note).size();
        if (size <= signed.logIndex()) {
            throw new GatewayException(
                    Kind.CONFLICT, "Receipt " + id + " is signed but its log entry is not published yet: try again.");
        }
        Receipt receipt = receipt(signed);
        boolean readsAll = reader.reads(inference.payer());
        boolean withOpening = readsAll && inference.erased().isEmpty();
        if (receipt.evidence().isEmpty() && !readsAll) {
            throw new GatewayException(
                    Kind.FORBIDDEN,
                    "Receipt " + id
                            + " is of a form that says in the clear where its answer stands in which rows: it is exported"
                            + " to its payer and the administrator alone.");
        }
        ReceiptFile file = new ReceiptFile(
                receipt,
                signed.signature(),
                new ReceiptFile.Inclusion(signed.logIndex(), size, hex(log.inclusion(signed.logIndex(), size))),
                note,
                anchored.filter(anchor -> anchor.size() > signed.logIndex()).map(anchor -> anchor(anchor, size)),
                withOpening ? Optional.of(opening(inference)) : Optional.empty(),
                payout,
                withOpening ? quotations.of(receipt, inference.answer().orElseThrow()) : List.of(),
                withOpening ? List.of() : disclosures(inference, signed, reader));
        return new ReceiptFile.Sealed(file, issuer.sign(file.bytesToSeal())).bytes();
    }

    private static List<ReceiptFile.Disclosure> disclosures(
            Inference inference, Inference.Signed signed, Reader reader) {
        return signed.evidence()
                .map(evidence -> ReceiptFile.Disclosure.of(evidence, reader.account(), inference.salt()))
                .filter(pieces -> !reader.account().isEmpty())
                .orElse(List.of());
    }

    private ReceiptFile.Anchor anchor(Anchored anchored, long size) {
        return new ReceiptFile.Anchor(
                issuer.chain().id(),
                issuer.chain().anchor(),
                anchored.size(),
                anchored.root(),
                anchored.block(),
                anchored.transaction(),
                hex(log.consistency(Math.min(anchored.size(), size), Math.max(anchored.size(), size))));
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(Hex::of).toList();
    }

    private static ReceiptFile.Opening opening(Inference inference) {
        Inference.Answer answer = inference.answer().orElseThrow();
        return new ReceiptFile.Opening(
                inference.salt(), inference.prompt(), answer.text(), inference.promptIds(), answer.ids());
    }
}
