package org.openledger.datanet.record;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Contribution.State;
import org.openledger.datanet.row.AbsenceTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/** The SQL of contributions. */
public final class ContributionTable {
    private ContributionTable() {}

    /**
     * What a Datanet was given.
     *
     * @param rows of signed uploads, refused ones included
     * @param contributors who signed them
     */
    public record Tally(long rows, long contributors) {}

    public static Contribution require(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM contribution WHERE id = :id")
                .bind("id", id)
                .mapTo(Contribution.class)
                .findOne()
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no contribution " + id));
    }

    /** The oldest first. */
    public static List<Contribution> all(Handle handle) {
        return handle.createQuery("SELECT * FROM contribution ORDER BY id")
                .mapTo(Contribution.class)
                .list();
    }

    /** Those of a Datanet that were signed, in the order of their signatures. */
    public static List<Contribution> signedOf(Handle handle, long datanet) {
        return handle.createQuery("""
                        SELECT * FROM contribution WHERE datanet = :datanet AND commit_position IS NOT NULL
                        ORDER BY commit_position""")
                .bind("datanet", datanet)
                .mapTo(Contribution.class)
                .list();
    }

    /** A contributor's to a Datanet, signed or not, the oldest first. */
    public static List<Contribution> ofContributor(Handle handle, long datanet, String contributor) {
        return handle.createQuery("""
                        SELECT * FROM contribution WHERE datanet = :datanet AND contributor = :contributor ORDER BY id""")
                .bind("datanet", datanet)
                .bind("contributor", contributor)
                .mapTo(Contribution.class)
                .list();
    }

    /** Uploads that are being screened, or were when the process ended. */
    public static List<Contribution> screening(Handle handle) {
        return handle.createQuery("SELECT * FROM contribution WHERE state = :screening")
                .bind("screening", State.SCREENING)
                .mapTo(Contribution.class)
                .list();
    }

    /** Those that were not signed before a time. */
    public static List<Contribution> late(Handle handle, long nowSeconds) {
        return handle.createQuery("""
                        SELECT * FROM contribution WHERE state IN (<unsigned>) AND deadline_seconds < :now""")
                .bindList("unsigned", State.AWAITING_SIGNATURE, State.EMPTY)
                .bind("now", nowSeconds)
                .mapTo(Contribution.class)
                .list();
    }

    public static Tally tally(Handle handle, long datanet) {
        return handle.createQuery("""
                        SELECT coalesce(sum(row_count + rejected_count), 0) AS rows,
                            count(DISTINCT contributor) AS contributors
                        FROM contribution WHERE datanet = :datanet AND commit_position IS NOT NULL""")
                .bind("datanet", datanet)
                .mapTo(Tally.class)
                .one();
    }

    /** How many people contributed to any Datanet. */
    public static long countContributors(Handle handle) {
        return handle.createQuery(
                        "SELECT count(DISTINCT contributor) FROM contribution WHERE commit_position IS NOT NULL")
                .mapTo(Long.class)
                .one();
    }

    /** The public records of the contributions whose rows are in a version, in the order of their signatures. */
    public static List<String> recordsOfVersion(Handle handle, long datanet, long number) {
        return handle.createQuery("""
                        SELECT record_digest FROM contribution c WHERE c.datanet = :datanet AND EXISTS
                          (SELECT 1 FROM datanet_row r
                           WHERE r.contribution = c.id AND r.first_version <= :number AND <present>)
                        ORDER BY commit_position""")
                .define("present", AbsenceTable.present("r.id", ":number"))
                .bind("datanet", datanet)
                .bind("number", number)
                .mapTo(String.class)
                .list();
    }

    public static void insertScreening(Handle tx, Contribution contribution, long checkedPosition) {
        tx.createUpdate("""
                        INSERT INTO contribution (id, datanet, contributor, state, checked_position, row_count,
                            rejected_count, terms_digest, nonce, deadline_seconds, created_millis, chain_state,
                            chain_detail, file_kind, mapping)
                        VALUES (:id, :datanet, :contributor, :state, :checkedPosition, 0, 0, :termsDigest, :nonce,
                            :deadlineSeconds, :createdMillis, :chainState, :chainDetail, :fileKind, :mapping)""")
                .bindMethods(contribution)
                .bind("checkedPosition", checkedPosition)
                .execute();
    }

    /** Screening has ended: rows passed it, under a root, or none did. */
    public static void screened(Handle tx, long id, long rows, long rejected, Optional<String> root) {
        tx.createUpdate("""
                        UPDATE contribution SET state = :state, row_count = :rows, rejected_count = :rejected,
                            root = :root
                        WHERE id = :id""")
                .bind("id", id)
                .bind("state", root.isPresent() ? State.AWAITING_SIGNATURE : State.EMPTY)
                .bind("rows", rows)
                .bind("rejected", rejected)
                .bind("root", root)
                .execute();
    }

    /** The Datanets that somebody signed rows for. */
    public static List<Long> datanetsOf(Handle handle, String contributor) {
        return handle.createQuery("""
                        SELECT DISTINCT datanet FROM contribution
                        WHERE contributor = :contributor AND signed_millis IS NOT NULL ORDER BY datanet""")
                .bind("contributor", contributor)
                .mapTo(Long.class)
                .list();
    }

    /** Its contributor said how the rows were made; the nonce to sign is the statement's. */
    public static void state(Handle tx, long id, String statement, String nonce) {
        tx.createUpdate("UPDATE contribution SET statement = :statement, nonce = :nonce WHERE id = :id")
                .bind("id", id)
                .bind("statement", statement)
                .bind("nonce", nonce)
                .execute();
    }

    /** Its contributor signed it, and it has its place among all signed ones. */
    public static void sign(
            Handle tx,
            long id,
            String signature,
            long nowMillis,
            long commitPosition,
            String recordDigest,
            Optional<Long> reviewPolicy) {
        tx.createUpdate("""
                        UPDATE contribution SET state = :review, signature = :signature, signed_millis = :now,
                            commit_position = :position, record_digest = :digest, review_policy = :policy
                        WHERE id = :id""")
                .bind("id", id)
                .bind("review", State.AWAITING_REVIEW)
                .bind("signature", signature)
                .bind("now", nowMillis)
                .bind("position", commitPosition)
                .bind("digest", recordDigest)
                .bind("policy", reviewPolicy)
                .execute();
    }

    public static void move(Handle tx, long id, State state) {
        tx.createUpdate("UPDATE contribution SET state = :state WHERE id = :id")
                .bind("id", id)
                .bind("state", state)
                .execute();
    }

    /** It was compared with everything that was signed up to a place. */
    public static void checked(Handle tx, long id, long position) {
        tx.createUpdate("UPDATE contribution SET checked_position = :position WHERE id = :id")
                .bind("id", id)
                .bind("position", position)
                .execute();
    }

    public static void delete(Handle tx, long id) {
        tx.createUpdate("DELETE FROM contribution WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** The place of the latest signed contribution; 0 before the first. */
    public static long lastPosition(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(commit_position), 0) FROM contribution")
                .mapTo(Long.class)
                .one();
    }

    public static long checkedPosition(Handle handle, long id) {
        return handle.createQuery("SELECT checked_position FROM contribution WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    public static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM contribution")
                .mapTo(Long.class)
                .one();
    }

    /** Signed ones that the chain has not answered yet. */
    static List<Long> pending(Handle handle) {
        return handle.createQuery("""
                        SELECT id FROM contribution WHERE chain_state = :pending AND commit_position IS NOT NULL""")
                .bind("pending", ChainState.PENDING)
                .mapTo(Long.class)
                .list();
    }

    static void confirm(Handle tx, long id) {
        tx.createUpdate("UPDATE contribution SET chain_state = :confirmed WHERE id = :id")
                .bind("id", id)
                .bind("confirmed", ChainState.CONFIRMED)
                .execute();
    }

    static void refuse(Handle tx, long id, String why) {
        tx.createUpdate("UPDATE contribution SET chain_state = :refused, chain_detail = :why WHERE id = :id")
                .bind("id", id)
                .bind("refused", ChainState.REFUSED)
                .bind("why", why)
                .execute();
    }
}
