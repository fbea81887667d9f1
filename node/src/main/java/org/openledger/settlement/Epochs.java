package org.openledger.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.AuditedAnswerTable;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.PostedEntry;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.call.RootCalls;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.AuditTotals;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.epoch.EpochAuditTable;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.settlement.events.EventDispatch;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.ClaimTree;
import org.openledger.verify.reward.RewardLeaves;

/**
 * Closes settlement periods and knows how far each has come. What the chain makes of them arrives through
 * {@link EventDispatch}.
 */
public final class Epochs {
    public static final int MAX_LISTED = 1_000;
    /** Payers that one settlement may charge: InferenceEscrow.MAX_CHARGES. */
    public static final int MAX_PAYERS = 500;

    private final Journal journal;
    private final EpochAccounts accounts;
    private final String escrow;
    private final RootCalls calls;
    private final String operator;
    private final LeavesLog log;
    private final Transactions outbox;

    /**
     * The epochs of one operator.
     *
     * @param escrow address of the InferenceEscrow
     * @param calls in the form of the contracts there are
     */
    public Epochs(
            Journal journal,
            EpochAccounts accounts,
            String escrow,
            RootCalls calls,
            String operator,
            LeavesLog log,
            Transactions outbox) {
        this.journal = journal;
        this.accounts = accounts;
        this.escrow = escrow;
        this.calls = calls;
        this.operator = operator;
        this.log = log;
        this.outbox = outbox;
    }

    /**
     * Closes the next epoch over all charges that are in none yet, audits what waits by them, and hands its settlement to the
     * outbox, in the same transaction; empty when there are no charges. When the charges name more payers than one settlement may, the epoch
     * ends before the first too many: call again until empty.
     */
    public Optional<Epoch> close(Handle transaction, long timeMillis) {
        Optional<Epoch> previous = EpochTable.newest(transaction);
        long number = previous.map(Epoch::number).orElse(0L) + 1;
        long after = previous.map(Epoch::lastPosition).orElse(0L);
        long last = Turnover.endWithin(transaction, Charges.KINDS, LedgerAccount.Role.PAYER, after, MAX_PAYERS);
        Turnover turnover = Turnover.of(transaction, Charges.KINDS, after, last);
        if (turnover.entriesByKind().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Long> before = EpochTable.cumulative(transaction, number - 1);
        EpochAudit audit = AuditedAnswerTable.audit(transaction, after, last);
        EpochPlan plan = EpochPlan.of(number, turnover, audit, before, payee -> accounts.addressOf(transaction, payee));
        Epoch epoch = new Epoch(
                number,
                EpochState.CLOSED,
                after,
                last,
                journal.read(transaction, last - 1, 1).getFirst().hash(),
                turnover.entries(Charges.KIND),
                plan.chargedGwei(),
                plan.totalGwei(),
                plan.root(calls.summed()),
                timeMillis,
                0,
                "",
                plan.leavesDigest(calls.summed(), operator));
        plan.entries(timeMillis).forEach(entry -> journal.post(transaction, entry));
        EpochTable.insert(transaction, epoch, plan, accounts);
        if (epoch.summed()) {
            log.publish(transaction, number, epoch.leavesDigest());
        }
        send(transaction, epoch, plan.chargesGwei());
        return Optional.of(epoch);
    }

    /** The Datanet, by its id on chain, whose commons an address is: only its owner spends it. */
    public Optional<String> commonsOf(Handle handle, String address) {
        return accounts.commons().datanetOf(handle, address);
    }

    /** The address of a Datanet's commons; empty before the first epoch that gave it anything. */
    public Optional<String> commonsAccount(Handle handle, String datanet) {
        return accounts.commons().find(handle, datanet);
    }

    /** When the first charge was made that is in no epoch yet, in milliseconds; empty when there is none. */
    public Optional<Long> openSinceMillis(Handle handle) {
        long after = EpochTable.newest(handle).map(Epoch::lastPosition).orElse(0L);
        return Turnover.startMillis(handle, Charges.KINDS, after);
    }

    /** Sends the settlements again that the chain refused, in their order: the reason may be gone. */
    public void resend(Handle transaction) {
        for (Epoch epoch : EpochTable.inState(transaction, EpochState.CLOSED)) {
            send(transaction, epoch, EpochTable.charges(transaction, epoch.number()));
        }
    }

    private void send(Handle transaction, Epoch epoch, SortedMap<String, Long> chargesGwei) {
        RootCalls.Posted root = new RootCalls.Posted(epoch.root(), epoch.totalGwei(), epoch.leavesDigest());
        String data = calls.settle(epoch.number(), root, chargesGwei);
        // The contract takes the operator's epochs in their order.
        List<String> needs = EpochTable.find(transaction, epoch.number() - 1)
                .filter(before -> before.state() == EpochState.CLOSED)
                .map(before -> outbox.attempt(key(before.number())))
                .stream()
                .toList();
        outbox.enqueue(transaction, outbox.attempt(key(epoch.number())), escrow, data, BigInteger.ZERO, needs);
    }

    private static String key(long number) {
        return "settle:" + number;
    }

    /** What the settlement, or the replacement, that waits because it cannot be sent charges; empty when there is none. */
    Optional<SettlementAside> aside(Handle handle) {
        Optional<SettlementAside> replacement = EpochTable.inState(handle, EpochState.REPLACING).stream()
                .findFirst()
                .filter(epoch ->
                        outbox.whyAside(outbox.attempt(Replacements.key(epoch))).isPresent())
                .map(epoch -> new SettlementAside(epoch.number(), new TreeMap<>()));
        return EpochTable.inState(handle, EpochState.CLOSED).stream()
                .findFirst()
                .filter(epoch -> whyAside(epoch).isPresent())
                .map(epoch -> new SettlementAside(epoch.number(), EpochTable.charges(handle, epoch.number())))
                .or(() -> replacement);
    }

    /** Why an epoch's settlement cannot be sent now; empty when it is not set aside. */
    Optional<String> whyAside(Epoch epoch) {
        return outbox.whyAside(outbox.attempt(key(epoch.number())));
    }

    /** The first of the settlements that are not on chain, where it cannot be sent. */
    record SettlementAside(long epoch, SortedMap<String, Long> chargesGwei) {}

    /** Makes the epochs final whose challenge window is over by the chain's clock, and returns them. */
    public List<Epoch> advance(Handle transaction, long chainSeconds) {
        List<Epoch> changed = new ArrayList<>();
        for (Epoch epoch : posted(transaction)) {
            if (epoch.finalAtSeconds() > 0 && epoch.finalAtSeconds() <= chainSeconds) {
                Epoch last = epoch.with(EpochState.FINAL, epoch.finalAtSeconds());
                EpochTable.update(transaction, last);
                changed.add(last);
            }
        }
        return changed;
    }

    /** The epochs whose challenge window runs. */
    List<Epoch> posted(Handle handle) {
        return EpochTable.inState(handle, EpochState.POSTED);
    }

    public Optional<Epoch> find(Handle handle, long number) {
        return EpochTable.find(handle, number);
    }

    /** How many receipts the epochs before one settle: the log has them first, in the same order. */
    public long receiptsBefore(Handle handle, long number) {
        return EpochTable.receiptsBefore(handle, number);
    }

    /** Epochs with smaller numbers ({@link Long#MAX_VALUE} for all), newest first. */
    public List<Epoch> before(Handle handle, long number, int limit) {
        if (limit < 1 || limit > MAX_LISTED) {
            throw new IllegalArgumentException("1 to " + MAX_LISTED + " epochs are listed at once, not " + limit);
        }
        return EpochTable.before(handle, number, limit);
    }

    /** The epoch that settles a receipt; empty while it is in none. */
    public Optional<Epoch> ofReceipt(Handle handle, String receiptId) {
        return journal.find(handle, Charges.KIND + ":" + receiptId)
                .map(PostedEntry::position)
                .flatMap(position -> EpochTable.containing(handle, position));
    }

    /** What an epoch charges each payer, in gwei by address. */
    public SortedMap<String, Long> charges(Handle handle, long number) {
        return EpochTable.charges(handle, number);
    }

    /** What each address earned in an epoch, in gwei. */
    public SortedMap<String, Long> earned(Handle handle, long number) {
        return EpochTable.earned(handle, number);
    }

    /** What the audit of an epoch decided over all contributors. */
    public AuditTotals auditTotals(Handle handle, long number) {
        return EpochAuditTable.totals(handle, number);
    }

    /**
     * The proofs under an epoch's root of the accounts a receipt paid, as its file shows them; pools have none there, nor who
     * had earned nothing through it in the end.
     */
    public Optional<ReceiptFile.Payout> payout(Handle handle, String receiptId) {
        return ofReceipt(handle, receiptId).map(epoch -> {
            PostedEntry charge =
                    journal.find(handle, Charges.KIND + ":" + receiptId).orElseThrow();
            List<String> paid = charge.entry().postings().stream()
                    .filter(posting -> posting.gwei() > 0 && !EpochAccounts.isPool(posting.account()))
                    .flatMap(posting -> accounts.find(handle, posting.account()).stream())
                    .distinct()
                    .sorted()
                    .toList();
            return payout(handle, epoch, paid);
        });
    }

    /** An account's proof under an epoch's root; {@link SettlementException} when it had earned nothing by then. */
    public ReceiptFile.Payout proof(Handle handle, String account, long number) {
        Epoch epoch = EpochTable.find(handle, number)
                .orElseThrow(() -> new SettlementException("there is no epoch " + number + " yet"));
        if (EpochTable.cumulative(handle, number, account) == 0) {
            throw new SettlementException(account + " had earned nothing through epoch " + number);
        }
        return payout(handle, epoch, List.of(account));
    }

    /** The file of all leaves of an epoch's tree; {@link SettlementException} where the contracts name none. */
    public RewardLeaves leaves(Handle handle, Epoch epoch) {
        if (!epoch.summed()) {
            throw new SettlementException("epoch " + epoch.number()
                    + " was settled by contracts that name no file of leaves: its receipts have the proofs");
        }
        return EpochPlan.leaves(operator, epoch.number(), EpochTable.cumulative(handle, epoch.number()));
    }

    private static ReceiptFile.Payout payout(Handle handle, Epoch epoch, List<String> paid) {
        SortedMap<String, Long> cumulative = EpochTable.cumulative(handle, epoch.number());
        ClaimTree tree = EpochPlan.tree(epoch.summed(), cumulative);
        List<ReceiptFile.Claim> claims = paid.stream()
                .filter(account -> cumulative.containsKey(account))
                .map(account -> new ReceiptFile.Claim(
                        account,
                        Wei.ofGwei(cumulative.getOrDefault(account, 0L)).toString(),
                        tree.proof(account).stream().map(Hex::prefixed).toList()))
                .toList();
        return new ReceiptFile.Payout(epoch.number(), epoch.root(), claims);
    }
}
