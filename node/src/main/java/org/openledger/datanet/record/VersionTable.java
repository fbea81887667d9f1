package org.openledger.datanet.record;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Version.State;

/** The SQL of versions. */
public final class VersionTable {
    private VersionTable() {}

    /** A version's name. */
    public record Key(long datanet, long number) {}

    public static void insert(Handle tx, Version draft) {
        tx.createUpdate("""
                        INSERT INTO version (datanet, number, state, root, row_count, manifest_digest, deadline_seconds,
                            chain_state, chain_detail, note)
                        VALUES (:datanet, :number, :state, :root, :rows, :manifestDigest, :deadlineSeconds, :chainState,
                            :chainDetail, :note)""").bindMethods(draft).execute();
    }

    /** Gives a draft more time to be signed. */
    public static void extend(Handle tx, long datanet, long number, long deadlineSeconds) {
        tx.createUpdate("""
                        UPDATE version SET deadline_seconds = :deadline WHERE datanet = :datanet AND number = :number""")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("deadline", deadlineSeconds)
                .execute();
    }

    public static void publish(Handle tx, long datanet, long number, String signature, long nowMillis) {
        tx.createUpdate("""
                        UPDATE version SET state = :published, signature = :signature, published_millis = :now
                        WHERE datanet = :datanet AND number = :number""")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("published", State.PUBLISHED)
                .bind("signature", signature)
                .bind("now", nowMillis)
                .execute();
    }

    /** Forgets a draft. */
    public static void deleteDraft(Handle tx, long datanet, long number) {
        tx.createUpdate("DELETE FROM version WHERE datanet = :datanet AND number = :number AND state = :draft")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("draft", State.DRAFT)
                .execute();
    }

    public static Optional<Version> find(Handle handle, long datanet, long number) {
        return handle.createQuery("SELECT * FROM version WHERE datanet = :datanet AND number = :number")
                .bind("datanet", datanet)
                .bind("number", number)
                .mapTo(Version.class)
                .findOne();
    }

    public static Optional<Version> latest(Handle handle, long datanet) {
        return handle.createQuery("SELECT * FROM version WHERE datanet = :datanet ORDER BY number DESC LIMIT 1")
                .bind("datanet", datanet)
                .mapTo(Version.class)
                .findOne();
    }

    /** The latest that its owner has signed. */
    public static Optional<Version> latestPublished(Handle handle, long datanet) {
        return handle.createQuery("""
                        SELECT * FROM version WHERE datanet = :datanet AND state = :published
                        ORDER BY number DESC LIMIT 1""")
                .bind("datanet", datanet)
                .bind("published", State.PUBLISHED)
                .mapTo(Version.class)
                .findOne();
    }

    /** How many versions of all Datanets are published. */
    public static long countPublished(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM version WHERE state = :published")
                .bind("published", State.PUBLISHED)
                .mapTo(Long.class)
                .one();
    }

    /** The oldest first. */
    public static List<Version> ofDatanet(Handle handle, long datanet) {
        return handle.createQuery("SELECT * FROM version WHERE datanet = :datanet ORDER BY number")
                .bind("datanet", datanet)
                .mapTo(Version.class)
                .list();
    }

    /** Published ones that the chain has not answered yet. */
    static List<Key> pending(Handle handle) {
        return handle.createQuery("""
                        SELECT datanet, number FROM version WHERE state = :published AND chain_state = :pending""")
                .bind("published", State.PUBLISHED)
                .bind("pending", ChainState.PENDING)
                .mapTo(Key.class)
                .list();
    }

    static void confirm(Handle tx, Key version) {
        tx.createUpdate("""
                        UPDATE version SET chain_state = :confirmed WHERE datanet = :datanet AND number = :number""")
                .bindMethods(version)
                .bind("confirmed", ChainState.CONFIRMED)
                .execute();
    }

    static void refuse(Handle tx, Key version, String why) {
        tx.createUpdate("""
                        UPDATE version SET chain_state = :refused, chain_detail = :why
                        WHERE datanet = :datanet AND number = :number""")
                .bindMethods(version)
                .bind("refused", ChainState.REFUSED)
                .bind("why", why)
                .execute();
    }
}
