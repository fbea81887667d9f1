package org.openledger.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Contracts;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerCheck;
import org.openledger.ledger.Reservation;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.RootCalls;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.Claims;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.events.AnchorEvents;
import org.openledger.settlement.events.DistributorEvents;
import org.openledger.settlement.events.EscrowEvents;
import org.openledger.settlement.events.EventDispatch;
import org.openledger.settlement.events.EventId;
import org.openledger.store.Database;
import org.openledger.store.seal.Finding;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.Receipt.Payment;

/** The journal, settlement and their parties as the tests of this package use them. */
public final class Books {
    public static final String OPERATOR = address(0x0f);
    public static final String TREASURY = address(0x71);
    public static final String STAKERS = address(0x72);
    public static final String COMMONS = address(0x73);
    public static final String ESCROW = address(0xe5);
    public static final String DISTRIBUTOR = address(0xd1);
    private static final Contracts CONTRACTS = new Contracts(
            /* chainId= */ 1,
            address(0xa1),
            address(0xa2),
            address(0xa3),
            ESCROW,
            DISTRIBUTOR,
            address(0xa4),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);
    static final EpochAccounts ACCOUNTS = new EpochAccounts(TREASURY, STAKERS, new OneCommons(COMMONS));
    static final BigInteger OPEN = BigInteger.TEN.pow(18);
    private static final RootCalls CALLS = new RootCalls(/* summed= */ true);

    public final Database database;
    public final Journal journal = new Journal();
    final SpendingLimits limits = new SpendingLimits();
    public final Charges charges = new Charges(new Holds(journal), limits);
    public final EscrowEvents escrow;
    final DistributorEvents distributor;
    final EventDispatch dispatch;
    final Epochs epochs;
    final Claims claims;
    final Explanations explanations;
    final List<String> demanded = new ArrayList<>();
    private long nextEvent;

    public Books(Database database, Transactions outbox, long thresholdGwei) {
        this.database = database;
        this.escrow = new EscrowEvents(journal, limits, OPERATOR);
        this.distributor =
                new DistributorEvents(journal, OPERATOR, (_, _, epoch, account) -> demanded.add(epoch + " " + account));
        this.dispatch = new EventDispatch(CONTRACTS, escrow, distributor, new AnchorEvents(OPERATOR), journal, limits);
        this.epochs = new Epochs(journal, ACCOUNTS, ESCROW, CALLS, OPERATOR, (_, _, _) -> {}, outbox);
        this.claims = new Claims(DISTRIBUTOR, CALLS, outbox, OPERATOR, thresholdGwei);
        this.explanations = new Explanations(journal, ACCOUNTS, claims, RowEvidence.NONE);
    }

    public static String address(int number) {
        return "0x" + String.format("%040x", number);
    }

    /** The place of the next event on a chain that has one event a block. */
    public EventId event() {
        nextEvent++;
        return new EventId(nextEvent, 0, "0x" + String.format("%064x", nextEvent), 0, nextEvent * 1_000);
    }

    public void depositGwei(String payer, long gwei) {
        database.write(handle -> depositGwei(handle, payer, gwei));
    }

    public void depositGwei(Handle handle, String payer, long gwei) {
        escrow.deposited(handle, event(), payer, Wei.ofGwei(gwei));
        escrow.spendingLimitSet(handle, event(), payer, OPERATOR, OPEN.multiply(OPEN), 0);
    }

    void answer(String payer, String receiptId, List<Payment> payments) {
        database.write(handle -> answer(handle, payer, receiptId, payments));
    }

    void answer(String payer, String receiptId, List<Payment> payments, AuditedAnswer audited) {
        database.write(handle -> answer(handle, payer, receiptId, payments, audited));
    }

    void answer(Handle handle, String payer, String receiptId, List<Payment> payments) {
        answer(handle, payer, receiptId, payments, AuditedAnswer.NOTHING);
    }

    void answer(Handle handle, String payer, String receiptId, List<Payment> payments, AuditedAnswer audited) {
        long totalGwei = payments.stream().mapToLong(Payment::gwei).sum();
        Reservation reservation = charges.reserve(handle, payer, receiptId, totalGwei, 1);
        if (!(reservation instanceof Reservation.Held)) {
            throw new IllegalStateException("not reserved: " + reservation);
        }
        charges.charge(handle, new Charge(payer, receiptId, 2, payments, audited));
    }

    public List<String> fsck() {
        return database.read(handle -> {
            List<String> findings = new ArrayList<>(new LedgerCheck(journal)
                    .fsck(handle).stream().map(Finding::sentence).toList());
            findings.addAll(new SettlementCheck(journal, OPERATOR).fsck(handle));
            return findings;
        });
    }
}
