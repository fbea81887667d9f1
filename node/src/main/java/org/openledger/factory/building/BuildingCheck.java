package org.openledger.factory.building;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Hold;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.PostedEntry;
import org.openledger.store.seal.Finding;

/**
 * Compares what registrations of models cost with the journal and the holds: each owner paid the operator exactly what is noted, never
 * more than was set aside or the registry took, and nobody paid for another reason.
 */
public final class BuildingCheck {
    private static final String RESTORE = "restore the database from a backup";

    private final Handle handle;
    private final Journal journal;
    private final String operator;
    private final List<Finding> findings = new ArrayList<>();

    private BuildingCheck(Handle handle, Journal journal, String operator) {
        this.handle = handle;
        this.journal = journal;
        this.operator = operator;
    }

    /** @param operator who paid on chain, lower-case address */
    public static List<Finding> fsck(Handle handle, Journal journal, String operator) {
        BuildingCheck check = new BuildingCheck(handle, journal, operator);
        Set<String> known = new HashSet<>();
        for (BuildingCost cost : BuildingTable.all(handle)) {
            known.add(Charges.buildingId(cost.run()));
            check.charge(cost);
            check.hold(cost);
        }
        journal.idsOf(handle, Charges.BUILDING).stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> check.findings.add(
                        new Finding("ledger_entry", id, "it charges a building fee that no run has", RESTORE)));
        return check.findings;
    }

    private void charge(BuildingCost cost) {
        long charged = cost.chargedGwei().orElse(0L);
        if (charged > Math.min(cost.heldGwei(), cost.paidGwei().orElse(0L))) {
            report(cost, "its owner was charged more than was set aside, or than the registry took");
        }
        Optional<Entry> posted =
                journal.find(handle, Charges.buildingId(cost.run())).map(PostedEntry::entry);
        boolean asNoted = charged == 0
                ? posted.isEmpty()
                : posted.filter(entry -> lines(entry)
                                .equals(List.of(payer(cost) + " " + -charged, "operator:" + operator + " " + charged)))
                        .isPresent();
        if (!asNoted) {
            report(cost, "the journal does not charge what is noted of it");
        }
    }

    private void hold(BuildingCost cost) {
        Stream.of(Charges.buildingId(cost.run()), Charges.registrationId(cost.run()))
                .flatMap(id -> new Holds(journal).find(handle, id).stream())
                .filter(hold -> !isOf(cost, hold))
                .forEach(_ -> report(cost, "other money is held for it than its building fee"));
    }

    private static boolean isOf(BuildingCost cost, Hold hold) {
        return hold.gwei() == cost.heldGwei() && hold.account().toString().equals(payer(cost));
    }

    /** As the journal would have it, whatever is noted. */
    private static String payer(BuildingCost cost) {
        return "payer:" + cost.owner();
    }

    private static List<String> lines(Entry entry) {
        return entry.postings().stream()
                .map(posting -> posting.account() + " " + posting.gwei())
                .toList();
    }

    private void report(BuildingCost cost, String what) {
        findings.add(new Finding("run_building_fee", cost.run(), what, RESTORE));
    }
}
