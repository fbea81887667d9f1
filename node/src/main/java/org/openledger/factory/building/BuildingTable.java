package org.openledger.factory.building;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what the registrations of runs' models cost. */
final class BuildingTable {
    private BuildingTable() {}

    static void insert(Handle tx, String run, String owner, long heldGwei) {
        tx.createUpdate("INSERT INTO run_building_fee (run, owner, held_gwei, sent) VALUES (:run, :owner, :held, 0)")
                .bind("run", run)
                .bind("owner", owner)
                .bind("held", heldGwei)
                .execute();
    }

    static Optional<BuildingCost> find(Handle handle, String run) {
        return handle.createQuery("SELECT * FROM run_building_fee WHERE run = :run")
                .bind("run", run)
                .mapTo(BuildingCost.class)
                .findOne();
    }

    static List<BuildingCost> all(Handle handle) {
        return handle.createQuery("SELECT * FROM run_building_fee ORDER BY run")
                .mapTo(BuildingCost.class)
                .list();
    }

    static List<BuildingCost> unpaid(Handle handle) {
        return handle.createQuery("SELECT * FROM run_building_fee WHERE paid_gwei IS NULL ORDER BY run")
                .mapTo(BuildingCost.class)
                .list();
    }

    static void sent(Handle tx, String run) {
        tx.createUpdate("UPDATE run_building_fee SET sent = 1 WHERE run = :run")
                .bind("run", run)
                .execute();
    }

    static void paid(Handle tx, String run, long paidGwei, long chargedGwei) {
        tx.createUpdate("UPDATE run_building_fee SET paid_gwei = :paid, charged_gwei = :charged WHERE run = :run")
                .bind("run", run)
                .bind("paid", paidGwei)
                .bind("charged", chargedGwei)
                .execute();
    }
}
