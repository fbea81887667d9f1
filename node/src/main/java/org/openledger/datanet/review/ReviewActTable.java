package org.openledger.datanet.review;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what was done and said about reviews. */
public final class ReviewActTable {
    private ReviewActTable() {}

    public static long nextNumber(Handle tx, long datanet) {
        return tx.createQuery("SELECT coalesce(max(number), 0) + 1 FROM review_act WHERE datanet = :datanet")
                .bind("datanet", datanet)
                .mapTo(Long.class)
                .one();
    }

    public static void insert(Handle tx, ReviewAct act) {
        tx.createUpdate("""
                        INSERT INTO review_act (datanet, number, contribution, act, who, words, salt, time_millis,
                            log_index)
                        VALUES (:datanet, :number, :contribution, :act, :who, :words, :salt, :timeMillis,
                            :logIndex)""").bindMethods(act).execute();
    }

    /** What was done and said about a contribution, in its order. */
    public static List<ReviewAct> of(Handle handle, long contribution) {
        return handle.createQuery("SELECT * FROM review_act WHERE contribution = :id ORDER BY number")
                .bind("id", contribution)
                .mapTo(ReviewAct.class)
                .list();
    }

    public static List<ReviewAct> all(Handle handle) {
        return handle.createQuery("SELECT * FROM review_act ORDER BY datanet, number")
                .mapTo(ReviewAct.class)
                .list();
    }

    /** How many acts of a kind a contribution has. */
    public static long count(Handle handle, long contribution, ReviewAct.Kind act) {
        return handle.createQuery("SELECT count(*) FROM review_act WHERE contribution = :id AND act = :act")
                .bind("id", contribution)
                .bind("act", act)
                .mapTo(Long.class)
                .one();
    }

    /** Erases what was said about a contribution, since it may quote rows that were taken back; and why its rows were voted out. */
    public static void forgetWords(Handle tx, long contribution) {
        tx.createUpdate("""
                        UPDATE review_act SET words = '', salt = ''
                        WHERE contribution = :id AND act IN ('ask', 'answer', 'appeal')""").bind("id", contribution).execute();
        tx.createUpdate("UPDATE review_vote SET why = '' WHERE contribution = :id")
                .bind("id", contribution)
                .execute();
    }
}
