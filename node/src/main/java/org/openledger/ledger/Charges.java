package org.openledger.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.Receipt.Payment;

/**
 * What an inference costs its payer: reserved at its highest before the first token, charged when the receipt says what
 * it was and whom it goes to. A charge is one entry, from the payer to everybody the receipt pays.
 */
public final class Charges {
    /** The kind of a charge's entry; its reference is the receipt's id. */
    public static final String KIND = "inference";

    private final Holds holds;
    private final SpendingLimits limits;

    public Charges(Holds holds, SpendingLimits limits) {
        this.holds = holds;
        this.limits = limits;
    }

    /** Sets the most an answer can cost aside, within the payer's deposit and spending limit. */
    public Reservation reserve(Handle transaction, String payer, String receiptId, long maximumGwei, long timeMillis) {
        Account account = Account.payer(payer);
        if (holds.find(transaction, receiptId).isEmpty()) {
            long remaining = limits.remaining(transaction, payer)
                    - BalanceRow.read(transaction, account).heldGwei();
            if (remaining < maximumGwei) {
                return new Reservation.LimitReached(account, maximumGwei, Math.max(0, remaining));
            }
        }
        return holds.reserve(transaction, new Hold(receiptId, account, maximumGwei, timeMillis));
    }

    /**
     * Posts what the answer cost and frees the rest of its reservation. Charging the same receipt again changes nothing.
     * Returns the entry's position, or 0 when there was nothing to pay.
     */
    public long charge(Handle transaction, Charge charge) {
        String receiptId = charge.receiptId();
        if (charge.payments().isEmpty()) {
            holds.release(transaction, receiptId);
            return 0;
        }
        boolean held = holds.find(transaction, receiptId).isPresent();
        Entry entry = entry(charge);
        long position = holds.consume(transaction, receiptId, entry);
        if (held) {
            limits.draw(
                    transaction,
                    Account.payer(charge.payer()),
                    -entry.postings().getFirst().gwei());
            AuditedAnswers.insert(transaction, position, charge.audited());
        }
        return position;
    }

    /** Frees a reservation whose answer never came. Whether there was one. */
    public boolean cancel(Handle transaction, String receiptId) {
        return holds.release(transaction, receiptId);
    }

    /** The balanced entry of a receipt: the payer first, then the payees in the receipt's order. */
    public static Entry entry(Charge charge) {
        Map<Account, Long> credits = new LinkedHashMap<>();
        long totalGwei = 0;
        for (Payment payment : charge.payments()) {
            credits.merge(payeeOf(payment), payment.gwei(), Math::addExact);
            totalGwei = Math.addExact(totalGwei, payment.gwei());
        }
        List<Posting> postings = new ArrayList<>(credits.size() + 1);
        postings.add(new Posting(Account.payer(charge.payer()), -totalGwei));
        credits.forEach((account, gwei) -> postings.add(new Posting(account, gwei)));
        return new Entry(KIND + ":" + charge.receiptId(), charge.timeMillis(), KIND, charge.receiptId(), postings);
    }

    /** The account that a receipt's payment goes to. */
    public static Account payeeOf(Payment payment) {
        return switch (payment.role()) {
            case "treasury", "stakers", "commons" -> new Account(payment.account());
            default -> new Account(payment.role() + ":" + payment.account());
        };
    }
}
