package org.openledger.registry;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what was decided about names. Rows are added and never changed. */
final class OfferTable {
    private OfferTable() {}

    static void insert(Handle tx, Offer offer) {
        tx.createUpdate("""
                        INSERT INTO model_offer (position, name, act, active, price_gwei, time_millis, log_index)
                        VALUES (:position, :name, :act, :active, :priceGwei, :timeMillis, :logIndex)""").bindMethods(offer).execute();
    }

    static long last(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(position), 0) FROM model_offer")
                .mapTo(Long.class)
                .one();
    }

    /** What holds for a name. */
    static Optional<Offer> present(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM model_offer WHERE name = :name ORDER BY position DESC LIMIT 1")
                .bind("name", name)
                .mapTo(Offer.class)
                .findOne();
    }

    /** The decisions about a name, the latest first. */
    static List<Offer> of(Handle handle, String name, int limit) {
        return handle.createQuery("SELECT * FROM model_offer WHERE name = :name ORDER BY position DESC LIMIT :limit")
                .bind("name", name)
                .bind("limit", limit)
                .mapTo(Offer.class)
                .list();
    }

    /** What answered last before the version that does now, and is still there. */
    static Optional<String> activeBefore(Handle handle, String name, String now) {
        return handle.createQuery("""
                        SELECT o.active FROM model_offer o JOIN model_version v ON v.id = o.active
                        WHERE o.name = :name AND o.active <> :now ORDER BY o.position DESC LIMIT 1""")
                .bind("name", name)
                .bind("now", now)
                .mapTo(String.class)
                .findOne();
    }

    static List<Offer> after(Handle handle, long position, int limit) {
        return handle.createQuery("SELECT * FROM model_offer WHERE position > :position ORDER BY position LIMIT :limit")
                .bind("position", position)
                .bind("limit", limit)
                .mapTo(Offer.class)
                .list();
    }
}
