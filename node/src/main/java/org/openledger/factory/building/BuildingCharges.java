package org.openledger.factory.building;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Reservation;
import org.openledger.verify.OpenAmount;

/**
 * The building fee of runs: what the registration of a model pays to the treasury of each version that it learnt from. It is set aside
 * when a run is asked for, at the fee of that moment. The operator pays it on chain with the registration, and has it back from the
 * owner, at most what was set aside. Who asks a deposit back before the registration is sent ends the run; after that it stays set aside,
 * whatever becomes of the run, until the chain answers.
 */
public final class BuildingCharges {
    private final Charges charges;
    private final String operator;
    private final ToLongFunction<Handle> feeGwei;

    /**
     * @param operator who pays on chain, lower-case address
     * @param feeGwei what one version costs now
     */
    public BuildingCharges(Charges charges, String operator, ToLongFunction<Handle> feeGwei) {
        this.charges = charges;
        this.operator = operator;
        this.feeGwei = feeGwei;
    }

    /** What the registration of a model of so many versions costs now, in gwei. */
    public long costGwei(Handle handle, int versions) {
        return Math.multiplyExact(feeGwei.applyAsLong(handle), (long) versions);
    }

    /**
     * Sets it aside.
     *
     * @throws BuildingException when the owner has too little
     */
    public void hold(Handle tx, String run, String owner, int versions, long timeMillis) {
        long gwei = costGwei(tx, versions);
        if (gwei > 0) {
            require(charges.holdBuilding(tx, owner, run, gwei, timeMillis), owner, gwei);
            BuildingTable.insert(tx, run, owner, gwei);
        }
    }

    /**
     * Sets nothing aside.
     *
     * @param besideGwei what is set aside of the same deposit
     * @throws BuildingException when the owner has too little for both
     */
    public void requireCovered(Handle handle, String owner, int versions, long besideGwei) {
        long gwei = costGwei(handle, versions);
        if (gwei > 0) {
            long together = Math.addExact(gwei, besideGwei);
            charges.shortfall(handle, owner, together).ifPresent(shortfall -> require(shortfall, owner, together));
        }
    }

    private static void require(Reservation reservation, String owner, long gwei) {
        reservation
                .lack(
                        "the run sets " + OpenAmount.of(gwei)
                                + " aside, with the building fee for each version that it learns from",
                        owner,
                        "learn from fewer versions")
                .ifPresent(why -> {
                    throw new BuildingException(why);
                });
    }

    /**
     * The registration is sent with this transaction: from now on what is set aside stays so.
     *
     * @throws BuildingException when it is there no more: then the model is not registered
     */
    public void send(Handle tx, String run) {
        BuildingTable.find(tx, run).filter(cost -> !cost.sent()).ifPresent(cost -> {
            if (!charges.bindBuilding(tx, cost.owner(), run)) {
                throw new BuildingException("its owner asked the " + OpenAmount.of(cost.heldGwei())
                        + " back that were set aside for the building fee, or lets the operator draw less: the model is not"
                        + " registered");
            }
            BuildingTable.sent(tx, run);
        });
    }

    /** The chain registered the model: the owner pays the operator what that took. */
    public void paid(Handle tx, String run, long paidGwei, long timeMillis) {
        BuildingTable.find(tx, run).filter(cost -> cost.paidGwei().isEmpty()).ifPresent(cost -> {
            long charged = charges.payBuilding(tx, cost.owner(), operator, run, paidGwei, timeMillis);
            BuildingTable.paid(tx, run, paidGwei, charged);
        });
    }

    /** The chain refused the model: what was set aside is free again. */
    public void refused(Handle tx, String run) {
        charges.freeBuilding(tx, run);
    }

    /** The run ended: what was set aside is free again, unless its registration is on its way. */
    public void ended(Handle tx, String run) {
        if (BuildingTable.find(tx, run).filter(BuildingCost::sent).isEmpty()) {
            charges.freeBuilding(tx, run);
        }
    }

    /** What the registration of a run's model costs; empty where it costs nothing. */
    public static Optional<BuildingCost> of(Handle handle, String run) {
        return BuildingTable.find(handle, run);
    }

    /** Runs whose registration is on its way, or was refused. */
    public static List<String> sent(Handle handle) {
        return BuildingTable.unpaid(handle).stream()
                .filter(BuildingCost::sent)
                .map(BuildingCost::run)
                .toList();
    }

    /** The ids of the holds that may be there. */
    public static Set<String> held(Handle handle) {
        Set<String> ids = new HashSet<>();
        for (BuildingCost cost : BuildingTable.unpaid(handle)) {
            ids.add(Charges.buildingId(cost.run()));
            ids.add(Charges.registrationId(cost.run()));
        }
        return ids;
    }
}
