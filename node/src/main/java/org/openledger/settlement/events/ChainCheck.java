package org.openledger.settlement.events;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Compares the journal with what the contracts hold, to the wei. True when nothing is under way: everything on chain is
 * booked, and every transaction of the outbox confirmed.
 */
public final class ChainCheck {
    private final Journal journal;
    private final Bindings bindings;
    private final String operator;

    public ChainCheck(Journal journal, Bindings bindings, String operator) {
        this.journal = journal;
        this.bindings = bindings;
        this.operator = operator;
    }

    /** What differs, each in a sentence; empty when all is as it must be. */
    public List<String> fsck(Handle handle) {
        List<String> findings = new ArrayList<>();
        checkEvents(handle, findings);
        checkDeposits(handle, findings);
        checkLane(handle, findings);
        checkRoots(handle, findings);
        checkClaims(handle, findings);
        return findings;
    }

    private static void checkEvents(Handle handle, List<String> findings) {
        EventTable.missing(handle)
                .forEach(id -> findings.add("event " + id + " is booked, but the chain took it back"));
        EventTable.aside(handle)
                .forEach(event -> findings.add("event " + event.id() + " of block " + event.block()
                        + " could not be booked: " + event.aside()));
    }

    /**
     * A payer's deposit on chain is what it can spend, has asked back, and owes to epochs that are not settled there, less what
     * it took out of that.
     */
    private void checkDeposits(Handle handle, List<String> findings) {
        SortedMap<String, Long> owed = unsettledCharges(handle);
        for (LedgerAccount payer : journal.accounts(handle, LedgerAccount.Role.PAYER)) {
            String address = payer.owner();
            long gwei = Math.addExact(
                    journal.balance(handle, payer),
                    Math.addExact(
                            journal.balance(handle, LedgerAccount.withdrawing(address)),
                            journal.balance(handle, LedgerAccount.shortfall(address))));
            BigInteger expected = Wei.ofGwei(Math.addExact(gwei, owed.getOrDefault(address, 0L)))
                    .add(BigInteger.valueOf(DustTable.of(handle, address)));
            compare(
                    "the deposit of " + address,
                    expected,
                    read(bindings.inferenceEscrow().balanceOf(address)),
                    findings);
        }
    }

    private SortedMap<String, Long> unsettledCharges(Handle handle) {
        SortedMap<String, Long> owed = new TreeMap<>();
        long last = EpochTable.newest(handle).map(Epoch::lastPosition).orElse(0L);
        Turnover open =
                Turnover.of(handle, Charges.KINDS, last, journal.head(handle).position());
        open.gweiByAccount().forEach((account, gwei) -> {
            if (account.role() == LedgerAccount.Role.PAYER) {
                owed.merge(account.owner(), -gwei, Math::addExact);
            }
        });
        for (Epoch epoch : EpochTable.inState(handle, EpochState.CLOSED)) {
            EpochTable.charges(handle, epoch.number())
                    .forEach((payer, gwei) -> owed.merge(payer, gwei, Math::addExact));
        }
        return owed;
    }

    private void checkLane(Handle handle, List<String> findings) {
        BigInteger owed = Wei.ofGwei(-journal.balance(handle, LedgerAccount.DISTRIBUTOR));
        String lane = read(bindings.rewardDistributor().laneOf(operator));
        BigInteger held = read(bindings.wrappedOpen().balanceOf(lane));
        // Anyone may give it more.
        if (held.compareTo(owed) < 0) {
            findings.add("the operator's lane holds " + held + " wei on chain, less than the journal's " + owed);
        }
    }

    private void checkRoots(Handle handle, List<String> findings) {
        for (Epoch epoch : EpochTable.before(handle, Long.MAX_VALUE, Integer.MAX_VALUE)) {
            if (epoch.state() != EpochState.CLOSED && epoch.state() != EpochState.REPLACING) {
                RootOnChain root = RootOnChain.read(bindings, operator, epoch.number());
                if (!root.isOf(epoch)) {
                    findings.add("epoch " + epoch.number() + " has root " + epoch.root() + " and total "
                            + Wei.ofGwei(epoch.totalGwei()) + ", on chain they are others: " + root.commitment());
                }
                compare(
                        "the total of epoch " + epoch.number(),
                        Wei.ofGwei(epoch.totalGwei()),
                        root.totalWei(),
                        findings);
            }
        }
    }

    private void checkClaims(Handle handle, List<String> findings) {
        long newest = EpochTable.newest(handle).map(Epoch::number).orElse(0L);
        for (String account : EpochTable.cumulative(handle, newest).keySet()) {
            compare(
                    "what " + account + " has claimed",
                    Wei.ofGwei(ClaimTable.of(handle, account)),
                    read(bindings.rewardDistributor().claimedWei(operator, account)),
                    findings);
        }
    }

    private static void compare(String what, BigInteger expectedWei, BigInteger chainWei, List<String> findings) {
        if (!expectedWei.equals(chainWei)) {
            findings.add(what + " is " + expectedWei + " wei by the journal, " + chainWei + " on chain");
        }
    }

    private static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("the chain cannot be read: " + e.getMessage());
        }
    }
}
