package org.openledger.receipt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.identity.Signer;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.verify.LogEntry;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.Hex;

/**
 * What an operator who lies would do: a receipt with shares that the files do not give, and otherwise in order. It is signed,
 * logged, charged and paid, its sums hold, and no offline check can find it.
 */
public final class ForgedReceipt {
    private ForgedReceipt() {}

    /** Answers an answered question again, and moves credit from the largest part to the contributor with the least; its id. */
    public static String of(
            String honest, long movedPpm, Database database, Charges charges, Log log, Signer operator) {
        Inference model =
                database.read(handle -> InferenceTable.find(handle, honest)).orElseThrow();
        Receipt told = Receipts.receipt(model.signed().orElseThrow());
        String id = Hex.of(new byte[] {7}).repeat(16);
        Receipt forged = forged(told, id, (int) movedPpm);
        String signature = "0x" + Hex.of(operator.sign(OperatorSignature.digest(forged.canonicalBytes())));
        Inference again = new Inference(
                id,
                Inference.State.ADMITTED,
                model.admittedMillis() + 1,
                model.payer(),
                model.model(),
                model.adapterDigest(),
                model.question(),
                model.prompt(),
                model.promptIds(),
                model.maxTokens(),
                model.temperaturePpm(),
                model.topPPpm(),
                model.seed(),
                model.priceGwei(),
                model.salt(),
                model.sources(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        database.write(tx -> keep(tx, again, model.answer().orElseThrow(), forged, signature, charges, log));
        return id;
    }

    private static void keep(
            Handle tx,
            Inference inference,
            Inference.Answer answer,
            Receipt forged,
            String signature,
            Charges charges,
            Log log) {
        charges.reserve(tx, inference.payer(), inference.id(), inference.mostGwei(), inference.admittedMillis());
        InferenceTable.admit(tx, inference);
        InferenceTable.answer(tx, inference.id(), answer);
        long index =
                log.append(tx, List.of(LogEntry.ofReceipt(forged, signature).bytes()));
        InferenceTable.sign(tx, forged, Inference.Signed.of(forged, signature, index, answer.answeredMillis()));
        charges.charge(tx, Charge.of(forged));
    }

    private static Receipt forged(Receipt told, String id, int movedPpm) {
        Receipt.Attribution attribution = forged(told.attribution(), movedPpm);
        Payments.Payees payees = new Payments.Payees(
                told.operator(),
                paid(told, Role.BASE),
                paid(told, Role.DEVELOPER),
                Payments.commons(told.model(), told.retrieval()));
        return new Receipt(
                id,
                told.timeMillis(),
                told.operator(),
                told.payer(),
                told.chain(),
                told.log(),
                told.model(),
                told.request(),
                told.answer(),
                attribution,
                told.retrieval(),
                told.fee(),
                Payments.split(told.fee(), payees, attribution));
    }

    private static Receipt.Attribution forged(Receipt.Attribution told, int movedPpm) {
        List<Receipt.Share> shares = new ArrayList<>(told.shares());
        shares.replaceAll(share -> with(share, 0));
        shares.add(with(shares.removeLast(), movedPpm));
        int first = shares.getFirst().ppm();
        boolean fromBase = told.basePpm() >= Math.max(first, told.unattributedPpm());
        boolean fromFirst = !fromBase && first >= told.unattributedPpm();
        if (fromFirst) {
            shares.addFirst(with(shares.removeFirst(), -movedPpm));
        }
        shares.sort(Comparator.comparingInt(Receipt.Share::ppm).reversed().thenComparing(Receipt.Share::contributor));
        return new Receipt.Attribution(
                told.method(),
                told.code(),
                told.ready(),
                told.influenceDigest(),
                told.indexDigest(),
                told.seed(),
                told.tolerancePpm(),
                shares,
                told.basePpm() - (fromBase ? movedPpm : 0),
                told.unattributedPpm() - (fromBase || fromFirst ? 0 : movedPpm),
                told.confidencePpm(),
                told.deltaNanonats());
    }

    /** In the oldest form, which says nothing of support. */
    private static Receipt.Share with(Receipt.Share share, int morePpm) {
        return new Receipt.Share(
                share.contributor(),
                share.ppm() + morePpm,
                share.effectNanonats(),
                share.lowNanonats(),
                share.highNanonats(),
                share.rows(),
                share.spans());
    }

    private static String paid(Receipt receipt, Role role) {
        return receipt.payments().stream()
                .filter(payment -> payment.role() == role)
                .map(Receipt.Payment::account)
                .findFirst()
                .orElse(receipt.operator());
    }
}
