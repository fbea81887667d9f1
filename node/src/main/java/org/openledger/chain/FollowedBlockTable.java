package org.openledger.chain;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the last blocks that each follower has handled. */
final class FollowedBlockTable {
    private FollowedBlockTable() {}

    /** A block by its number and hash. */
    public record Place(long block, String hash) {}

    static void insert(Handle transaction, String follower, Place place) {
        transaction
                .createUpdate("INSERT INTO chain_followed (follower, block, hash) VALUES (:follower, :block, :hash)")
                .bind("follower", follower)
                .bindMethods(place)
                .execute();
    }

    static List<String> followers(Handle handle) {
        return handle.createQuery("SELECT DISTINCT follower FROM chain_followed ORDER BY follower")
                .mapTo(String.class)
                .list();
    }

    /** The newest first. */
    static List<Place> of(Handle handle, String follower) {
        return handle.createQuery(
                        "SELECT block, hash FROM chain_followed WHERE follower = :follower ORDER BY block DESC")
                .bind("follower", follower)
                .mapTo(Place.class)
                .list();
    }

    static void deleteThrough(Handle transaction, String follower, long block) {
        transaction
                .createUpdate("DELETE FROM chain_followed WHERE follower = :follower AND block <= :block")
                .bind("follower", follower)
                .bind("block", block)
                .execute();
    }

    static void deleteAfter(Handle transaction, String follower, long block) {
        transaction
                .createUpdate("DELETE FROM chain_followed WHERE follower = :follower AND block > :block")
                .bind("follower", follower)
                .bind("block", block)
                .execute();
    }
}
