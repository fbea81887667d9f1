package org.openledger.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.Receipt;
import org.openledger.verify.Receipt.Payment;

/**
 * What an answer cost, whom that goes to, and what it brings to its epoch's audit.
 *
 * @param audited what waits by it is what waits by the payments
 */
public record Charge(String payer, String receiptId, long timeMillis, List<Payment> payments, AuditedAnswer audited) {
    public Charge {
        payments = List.copyOf(payments);
        Map<String, Long> waiting = new HashMap<>();
        Map<String, Long> paid = new HashMap<>();
        for (Payment payment : payments) {
            switch (payment.role()) {
                case WAITING -> waiting.merge(payment.account(), payment.gwei(), Math::addExact);
                case CONTRIBUTOR -> paid.merge(payment.account(), payment.gwei(), Math::addExact);
                default -> {}
            }
        }
        for (AuditedShare share : audited.shares()) {
            long waits = orNothing(waiting.remove(share.contributor()));
            if (waits != share.waitingGwei() || paid.getOrDefault(share.contributor(), 0L) != share.paidGwei()) {
                throw new IllegalArgumentException("receipt " + receiptId + " does not pay " + share.contributor()
                        + " what it brings to the audit");
            }
        }
        if (!waiting.isEmpty()) {
            throw new IllegalArgumentException(
                    "receipt " + receiptId + " lets money wait that it does not bring to the audit");
        }
    }

    /** What a receipt charges. */
    public static Charge of(Receipt receipt) {
        return new Charge(
                receipt.payer(), receipt.id(), receipt.timeMillis(), receipt.payments(), AuditedAnswer.of(receipt));
    }

    private static long orNothing(@Nullable Long gwei) {
        return gwei == null ? 0 : gwei;
    }
}
