package org.openledger.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;

/**
 * What an inference costs its payer: reserved at its highest before the first token, charged when the receipt says what
 * it was and whom it goes to. A charge is one entry, from the payer to everybody the receipt pays. A reward that a builder promises
 * with a run is set aside and paid the same way, once it is known whose rows were worth it. So is the bond of a contributor who
 * vouches for rows; what a spot check does not take of it is free again. So is what the registration of a run's model will cost: the
 * operator pays it on chain, and is paid back.
 */
public final class Charges {
    /** The kind of a charge's entry; its reference is the receipt's id. */
    public static final String KIND = "inference";
    /** The kind of the entry that pays a run's reward; its reference is the run's id. */
    public static final String REWARD = "training";
    /** The kind of an entry that pays an input of an agent's decision; its reference is {@link #referenceOf}. */
    public static final String DECISION = "decision";
    /** The kind of the entry that takes a part of a contributor's bond; its reference is the contribution's number. */
    public static final String BOND = "bond";
    /** The kind of the entry that pays the operator what it paid for a model's registration; its reference is the run's id. */
    public static final String BUILDING = "building";
    /** What payers pay others: what epochs settle. */
    public static final List<String> KINDS = List.of(KIND, REWARD, DECISION, BOND, BUILDING);
    /** SQL of {@link #receiptOf} for the entry {@code e}, whose action's id has 32 digits; of another kind its reference as it is. */
    public static final String RECEIPT_OF_ENTRY =
            "CASE WHEN e.kind = '" + DECISION + "' THEN substr(e.reference, 34) ELSE e.reference END";

    private final Holds holds;
    private final SpendingLimits limits;

    public Charges(Holds holds, SpendingLimits limits) {
        this.holds = holds;
        this.limits = limits;
    }

    /** Sets the most an answer can cost aside, within the payer's deposit and spending limit. */
    public Reservation reserve(Handle transaction, String payer, String receiptId, long maximumGwei, long timeMillis) {
        return reserve(transaction, payer, receiptId, maximumGwei, timeMillis, Optional.empty());
    }

    /** Sets the most an answer can cost aside, within the payer's deposit and spending limit, and the asker's budget. */
    public Reservation reserve(
            Handle transaction,
            String payer,
            String receiptId,
            long maximumGwei,
            long timeMillis,
            Optional<Budget> budget) {
        boolean isNew = holds.find(transaction, receiptId).isEmpty();
        if (isNew) {
            Optional<Reservation> refused = budget.<Reservation>flatMap(
                            of -> Budgets.refusal(transaction, of, maximumGwei, timeMillis))
                    .or(() -> shortfall(transaction, payer, maximumGwei));
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        Reservation reservation =
                holds.reserve(transaction, new Hold(receiptId, LedgerAccount.payer(payer), maximumGwei, timeMillis));
        if (isNew && reservation instanceof Reservation.Held held) {
            budget.ifPresent(of -> Budgets.hold(transaction, of, held.hold()));
        }
        return reservation;
    }

    /** Why an amount could not be reserved now, the deposit before the limit; empty where it could. Nothing is set aside. */
    public Optional<Reservation> shortfall(Handle handle, String payer, long gwei) {
        LedgerAccount account = LedgerAccount.payer(payer);
        Balance row = BalanceTable.read(handle, account);
        if (row.availableGwei() < gwei) {
            return Optional.of(new Reservation.Insufficient(account, gwei, row.availableGwei()));
        }
        long remaining = limits.remaining(handle, payer) - row.heldGwei();
        return remaining < gwei
                ? Optional.of(new Reservation.LimitReached(account, gwei, Math.max(0, remaining)))
                : Optional.empty();
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
                    LedgerAccount.payer(charge.payer()),
                    -entry.postings().getFirst().gwei());
            AuditedAnswerTable.insert(transaction, position, charge.audited());
        }
        return position;
    }

    /** Frees a reservation whose answer never came. Whether there was one. */
    public boolean cancel(Handle transaction, String receiptId) {
        return holds.release(transaction, receiptId);
    }

    /** Sets a promised reward aside, within the payer's deposit and spending limit, until it is paid or given up. */
    public Reservation promise(Handle transaction, String payer, String run, long gwei, long timeMillis) {
        return reserve(transaction, payer, promiseId(run), gwei, timeMillis);
    }

    /** Sets a contributor's bond aside, within their deposit and spending limit, until a part of it is taken or it is free again. */
    public Reservation bond(Handle transaction, String contributor, long contribution, long gwei, long timeMillis) {
        return reserve(transaction, contributor, bondId(contribution), gwei, timeMillis);
    }

    /** Sets what a model's registration will cost aside, within the payer's deposit and spending limit. */
    public Reservation holdBuilding(Handle transaction, String payer, String run, long gwei, long timeMillis) {
        return reserve(transaction, payer, buildingId(run), gwei, timeMillis);
    }

    /**
     * Has what is set aside for a model's registration stay so, as for an answer under way, because it is sent. Whether it was there,
     * and within the payer's spending limit.
     */
    public boolean bindBuilding(Handle transaction, String payer, String run) {
        Optional<Hold> held = holds.find(transaction, buildingId(run))
                .filter(hold -> limits.remaining(transaction, payer) >= hold.gwei());
        held.ifPresent(hold -> {
            holds.release(transaction, hold.id());
            holds.reserve(transaction, new Hold(registrationId(run), hold.account(), hold.gwei(), hold.timeMillis()));
        });
        return held.isPresent();
    }

    /** Pays the operator what it paid for a model's registration, at most what was bound for it, and frees the rest. Returns how much. */
    public long payBuilding(
            Handle transaction, String payer, String operator, String run, long paidGwei, long timeMillis) {
        Hold hold = holds.find(transaction, registrationId(run))
                .orElseThrow(() -> new IllegalStateException("nothing is bound for the registration of run " + run));
        long gwei = Math.min(hold.gwei(), paidGwei);
        if (gwei == 0) {
            holds.release(transaction, hold.id());
            return 0;
        }
        holds.consume(transaction, hold.id(), buildingEntry(payer, operator, run, gwei, timeMillis));
        limits.draw(transaction, hold.account(), gwei);
        return gwei;
    }

    /** The balanced entry that pays the operator for a model's registration. */
    public static Entry buildingEntry(String payer, String operator, String run, long gwei, long timeMillis) {
        return entry(BUILDING, payer, run, timeMillis, List.of(new Payment(operator, Role.OPERATOR, gwei)));
    }

    /** Frees what is set aside for a model's registration, bound or not. */
    public void freeBuilding(Handle transaction, String run) {
        holds.release(transaction, buildingId(run));
        holds.release(transaction, registrationId(run));
    }

    /** The id of the hold of what a model's registration will cost, and of the entry that pays it. */
    public static String buildingId(String run) {
        return BUILDING + ":" + run;
    }

    /** The id of the hold of a registration that is on its way. */
    public static String registrationId(String run) {
        return "registration:" + run;
    }

    /** What is set aside for a run's reward; empty when it was paid, given up, or never promised. */
    public Optional<Hold> promised(Handle handle, String run) {
        return holds.find(handle, promiseId(run));
    }

    /**
     * Pays a promised reward in one entry. Whether it was: not when it is set aside no more, or the payer has since lowered the
     * spending limit below it; then nothing changed but that it is given up.
     */
    public boolean reward(Handle transaction, String payer, String run, long timeMillis, List<Payment> payments) {
        return payAside(transaction, payer, entry(REWARD, payer, run, timeMillis, payments));
    }

    /**
     * Takes a part of a bond in one entry, and frees the rest. Whether it was taken: not when the bond is set aside no more. The
     * bond was within the spending limit when it was staked; a lower one comes into force on chain after the escrow's delay.
     */
    public boolean takeBond(
            Handle transaction, String contributor, long contribution, long timeMillis, List<Payment> payments) {
        if (holds.find(transaction, bondId(contribution)).isEmpty()) {
            return false;
        }
        consume(transaction, contributor, bondEntry(contributor, contribution, timeMillis, payments));
        return true;
    }

    /** The balanced entry that takes a part of a bond. */
    public static Entry bondEntry(String contributor, long contribution, long timeMillis, List<Payment> payments) {
        return entry(BOND, contributor, Long.toString(contribution), timeMillis, payments);
    }

    /** Pays what was set aside under the entry's id. */
    private boolean payAside(Handle transaction, String payer, Entry entry) {
        long gwei = -entry.postings().getFirst().gwei();
        if (holds.find(transaction, entry.id()).isEmpty() || limits.remaining(transaction, payer) < gwei) {
            holds.release(transaction, entry.id());
            return false;
        }
        consume(transaction, payer, entry);
        return true;
    }

    private void consume(Handle transaction, String payer, Entry entry) {
        holds.consume(transaction, entry.id(), entry);
        limits.draw(
                transaction,
                LedgerAccount.payer(payer),
                -entry.postings().getFirst().gwei());
    }

    /**
     * Pays what an agent's action gives to an answer, in one entry, within the payer's deposit and spending limit.
     *
     * @param action whose effect it is; what it paid once is not paid again
     */
    public Reservation pay(Handle transaction, String action, Charge charge) {
        Entry entry = entry(
                DECISION,
                charge.payer(),
                referenceOf(action, charge.receiptId()),
                charge.timeMillis(),
                charge.payments());
        long gwei = -entry.postings().getFirst().gwei();
        Reservation reservation = reserve(transaction, charge.payer(), entry.id(), gwei, charge.timeMillis());
        if (reservation instanceof Reservation.Held) {
            long position = holds.consume(transaction, entry.id(), entry);
            limits.draw(transaction, LedgerAccount.payer(charge.payer()), gwei);
            AuditedAnswerTable.insert(transaction, position, charge.audited());
        }
        return reservation;
    }

    /** Whether an agent's action paid anything for a decision. */
    public boolean hasPaid(Handle handle, String action) {
        return EntryTable.hasReference(handle, DECISION, action + "/");
    }

    /** What the entry of a part of a reward refers to. */
    public static String referenceOf(String action, String receiptId) {
        return action + "/" + receiptId;
    }

    /** The action whose effect such an entry is. */
    public static String actionOf(String reference) {
        return reference.substring(0, reference.indexOf('/'));
    }

    /** The receipt that such an entry is for. */
    public static String receiptOf(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    /** Frees a bond. Whether there was one. */
    public boolean freeBond(Handle transaction, long contribution) {
        return holds.release(transaction, bondId(contribution));
    }

    /** Whether a bond is set aside, and neither asked back nor above a spending limit that was lowered since. */
    public boolean coversBond(Handle handle, String contributor, long contribution) {
        return holds.find(handle, bondId(contribution))
                .filter(hold ->
                        limits.remaining(handle, contributor) >= hold.gwei() && !holds.isAskedBack(handle, hold.id()))
                .isPresent();
    }

    /** Whether a bond is set aside, wanted elsewhere or not. */
    public boolean holdsBond(Handle handle, long contribution) {
        return holds.find(handle, bondId(contribution)).isPresent();
    }

    /** The id of the hold of a bond, and of the entry that takes of it. */
    public static String bondId(long contribution) {
        return BOND + ":" + contribution;
    }

    /** Whether a hold is of a run, for its reward or a registration that is not sent: it is given up where its payer asks it back. */
    public static boolean isPromise(Hold hold) {
        return hold.id().startsWith(promiseId("")) || hold.id().startsWith(buildingId(""));
    }

    /** Whether a hold is a bond, which is not: its check ends before the money can leave. */
    public static boolean isBond(Hold hold) {
        return hold.id().startsWith(BOND + ":");
    }

    /** Frees what is set aside for a run's reward. Whether anything was. */
    public boolean giveUp(Handle transaction, String run) {
        return holds.release(transaction, promiseId(run));
    }

    /** The id of the hold of a run's reward, and of the entry that pays it. */
    public static String promiseId(String run) {
        return REWARD + ":" + run;
    }

    /** The balanced entry of a receipt: the payer first, then the payees in the receipt's order. */
    public static Entry entry(Charge charge) {
        return entry(KIND, charge.payer(), charge.receiptId(), charge.timeMillis(), charge.payments());
    }

    private static Entry entry(String kind, String payer, String reference, long timeMillis, List<Payment> payments) {
        Map<LedgerAccount, Long> credits = new LinkedHashMap<>();
        long totalGwei = 0;
        for (Payment payment : payments) {
            credits.merge(payeeOf(payment), payment.gwei(), Math::addExact);
            totalGwei = Math.addExact(totalGwei, payment.gwei());
        }
        List<Posting> postings = new ArrayList<>(credits.size() + 1);
        postings.add(new Posting(LedgerAccount.payer(payer), -totalGwei));
        credits.forEach((account, gwei) -> postings.add(new Posting(account, gwei)));
        return new Entry(kind + ":" + reference, timeMillis, kind, reference, postings);
    }

    /** The account that a receipt's payment goes to. */
    public static LedgerAccount payeeOf(Payment payment) {
        return switch (payment.role()) {
            case TREASURY, STAKERS, COMMONS -> new LedgerAccount(payment.account());
            case OPERATOR, BASE, DEVELOPER, ROYALTY, CONTRIBUTOR, WAITING ->
                new LedgerAccount(payment.role().word() + ":" + payment.account());
        };
    }
}
