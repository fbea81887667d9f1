package org.openledger.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.CreditedRows;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.NamedRow;
import org.openledger.answer.RowPart;
import org.openledger.store.Database;
import org.openledger.store.seal.Finding;
import org.openledger.verify.Receipt;
import org.openledger.verify.Role;

/**
 * Which rows earn, which repeat, which hurt: sums over receipts, kept up to date in the order of the log, a bounded number of
 * receipts in a transaction with the place they reach to. What is there follows from the receipts and, for answers that were
 * erased, from a sum that says nothing of any single one.
 */
public final class RowCredits {
    private static final int BATCH = 64;
    private static final int MAX_FINDINGS = 100;
    private static final String REPAIR = "make it again with openledger fsck --repair";
    private static final long NANONATS_PER_MICRONAT = 1_000;
    private static final long PPM = 1_000_000;

    private final Database database;

    public RowCredits(Database database) {
        this.database = database;
    }

    /** How many receipts are counted, and how many rows of a Datanet's versions they name or quote. */
    public record Reach(long receipts, long rows) {}

    /** What some rows earned together. */
    public static RowEarnings sums(Handle handle, List<String> leaves) {
        return RowCreditTable.sums(handle, leaves);
    }

    /** Adds the next receipts; false when all are counted. For one thread at a time. */
    boolean addSome() {
        return database.transact(RowCredits::addSome);
    }

    private static boolean addSome(Handle tx) {
        long reached = RowCreditTable.progress(tx);
        List<Inference> next = InferenceTable.signedAfter(tx, reached, BATCH);
        if (next.isEmpty()) {
            return false;
        }
        Map<String, RowCredit> credits = new HashMap<>();
        for (Inference inference : next) {
            add(credits, Receipts.receipt(inference.signed().orElseThrow()));
        }
        RowCreditTable.add(tx, credits.values());
        RowCreditTable.reach(tx, indexOf(next.getLast()));
        return true;
    }

    /** Counts all receipts anew. */
    public static void repair(Handle tx) {
        RowCreditTable.clear(tx);
        boolean more = true;
        while (more) {
            more = addSome(tx);
        }
    }

    /** Keeps what an inference says of rows, which is erased next, as a part of the sum over all that were. */
    static void keepErased(Handle tx, Inference inference) {
        Optional<Inference.Signed> evident =
                inference.signed().filter(signed -> signed.evidence().isPresent());
        if (evident.isEmpty()) {
            return;
        }
        Map<String, RowCredit> credits = new HashMap<>();
        add(credits, Receipts.receipt(evident.get()));
        RowCreditTable.addErased(tx, credits.values());
        if (evident.get().logIndex() > RowCreditTable.progress(tx)) {
            RowCreditTable.add(tx, credits.values());
        }
    }

    /** Counts the receipts again that are counted, and names the rows whose sums differ; empty when none do. */
    static List<Finding> fsck(Handle handle) {
        long reached = RowCreditTable.progress(handle);
        long last = InferenceTable.lastLogIndex(handle);
        if (reached > last) {
            return List.of(new Finding(
                    "row_credit_progress", "", "it says that receipts are counted which are not there", REPAIR));
        }
        Map<String, RowCredit> again = RowCreditTable.erased(handle);
        List<Inference> page = InferenceTable.signedAfter(handle, -1, BATCH);
        while (!page.isEmpty() && indexOf(page.getFirst()) <= reached) {
            page.stream()
                    .filter(inference -> indexOf(inference) <= reached)
                    .forEach(inference ->
                            add(again, Receipts.receipt(inference.signed().orElseThrow())));
            page = InferenceTable.signedAfter(handle, indexOf(page.getLast()), BATCH);
        }
        List<Finding> findings = new ArrayList<>();
        try (Stream<RowCredit> rows = RowCreditTable.all(handle)) {
            rows.filter(kept -> !kept.equals(again.remove(kept.leaf())))
                    .limit(MAX_FINDINGS)
                    .forEach(kept -> findings.add(
                            new Finding("row_credit", kept.leaf(), "it is not what the receipts say", REPAIR)));
        }
        again.keySet().stream()
                .limit(MAX_FINDINGS)
                .forEach(leaf -> findings.add(
                        new Finding("row_credit", leaf, "the receipts name the row, its credit is not kept", REPAIR)));
        return findings;
    }

    private static long indexOf(Inference inference) {
        return inference.signed().orElseThrow().logIndex();
    }

    private static void add(Map<String, RowCredit> credits, Receipt receipt) {
        for (Receipt.Share share : receipt.attribution().shares()) {
            long lowered = Math.max(0, -share.effectNanonats()) / NANONATS_PER_MICRONAT;
            List<NamedRow> named = CreditedRows.of(receipt.retrieval(), share);
            List<RowPart> paid = RowPart.divide(named, gwei(receipt, Role.CONTRIBUTOR, share));
            List<RowPart> waiting = RowPart.divide(named, gwei(receipt, Role.WAITING, share));
            for (int row = 0; row < paid.size(); row++) {
                RowPart part = paid.get(row);
                long waits = waiting.get(row).gwei();
                long ofRow = lowered / PPM * part.ppm() + lowered % PPM * part.ppm() / PPM;
                credits.compute(
                        part.leaf(),
                        (leaf, known) ->
                                orNone(leaf, known).named(part.gwei(), waits, ofRow, share.highNanonats() < 0));
            }
            places(share)
                    .forEach((quoted, places) -> credits.compute(
                            quoted, (leaf, known) -> orNone(leaf, known).quoted(places)));
        }
    }

    private static long gwei(Receipt receipt, Role role, Receipt.Share share) {
        return receipt.payments().stream()
                .filter(payment -> payment.role() == role && payment.account().equals(share.contributor()))
                .mapToLong(Receipt.Payment::gwei)
                .sum();
    }

    private static RowCredit orNone(String leaf, @Nullable RowCredit known) {
        return known == null ? RowCredit.none(leaf) : known;
    }

    /** The rows a share quotes, and in how many places the commonest of their quotations stands. */
    private static Map<String, Long> places(Receipt.Share share) {
        Map<String, Long> places = new HashMap<>();
        for (Receipt.Span span : share.spans()) {
            span.rows().forEach(leaf -> places.merge(leaf, span.count(), Math::max));
        }
        return places;
    }

    public Reach reach(long datanet) {
        return database.read(handle -> new Reach(
                InferenceTable.countSignedThrough(handle, RowCreditTable.progress(handle)),
                RowCreditTable.count(handle, datanet)));
    }
}
