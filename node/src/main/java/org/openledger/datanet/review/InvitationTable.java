package org.openledger.datanet.review;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Listing;

/** The SQL of invitations. */
public final class InvitationTable {
    /** Takes the {@code datanet} and {@code now}. */
    public static final Listing INVITATIONS = Listing.of("i.id", "datanet_invitation i")
            .where("i.datanet = :datanet")
            .searching("i.made_by")
            .filtering("state", """
                    CASE WHEN i.taken_by IS NOT NULL THEN 'taken' WHEN i.ended_millis IS NOT NULL THEN 'revoked'
                        WHEN i.expires_millis <= :now THEN 'expired' ELSE 'open' END""")
            .sorting("timeMillis", "i.created_millis")
            .standing("i.id DESC");

    private InvitationTable() {}

    public static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM datanet_invitation")
                .mapTo(Long.class)
                .one();
    }

    public static void insert(Handle tx, Invitation invitation) {
        tx.createUpdate("""
                        INSERT INTO datanet_invitation (id, datanet, role, made_by, code_digest, created_millis,
                            expires_millis)
                        VALUES (:id, :datanet, :role, :madeBy, :codeDigest, :createdMillis, :expiresMillis)""").bindMethods(invitation).execute();
    }

    public static Optional<Invitation> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM datanet_invitation WHERE id = :id")
                .bind("id", id)
                .mapTo(Invitation.class)
                .findOne();
    }

    public static long countOpen(Handle handle, long datanet, long nowMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM datanet_invitation
                        WHERE datanet = :datanet AND ended_millis IS NULL AND expires_millis > :now""")
                .bind("datanet", datanet)
                .bind("now", nowMillis)
                .mapTo(Long.class)
                .one();
    }

    public static void end(Handle tx, long id, Optional<String> takenBy, long nowMillis) {
        tx.createUpdate("UPDATE datanet_invitation SET taken_by = :by, ended_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("by", takenBy)
                .bind("now", nowMillis)
                .execute();
    }
}
