package org.openledger.log;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.store.Database;
import org.openledger.verify.MerkleTree;

/** The log's entries in the database, by position from 0 without gaps. */
final class LogEntryTable {
    private static final RowMapper<Stored> STORED = ConstructorMapper.of(Stored.class);

    private final Database database;

    LogEntryTable(Database database) {
        this.database = database;
    }

    /** One entry as stored. */
    static final class Stored {
        private final long position;
        private final byte[] entry;
        private final byte[] leafHash;

        Stored(long position, byte[] entry, byte[] leafHash) {
            this.position = position;
            this.entry = entry;
            this.leafHash = leafHash;
        }

        long position() {
            return position;
        }

        byte[] entry() {
            return entry;
        }

        byte[] leafHash() {
            return leafHash;
        }

        boolean hasItsHash() {
            return Arrays.equals(leafHash, MerkleTree.leafHash(entry));
        }
    }

    /** Appends in the caller's transaction, which is the only one that writes; returns the first entry's position. */
    static long append(Handle transaction, List<byte[]> entries) {
        long first = size(transaction);
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO log_entry (position, entry, leaf_hash) VALUES (:position, :entry, :leafHash)""");
        long position = first;
        for (byte[] entry : entries) {
            batch.bind("position", position++)
                    .bind("entry", entry)
                    .bind("leafHash", MerkleTree.leafHash(entry))
                    .add();
        }
        batch.execute();
        return first;
    }

    static long size(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(position) + 1, 0) FROM log_entry")
                .mapTo(Long.class)
                .one();
    }

    static OptionalLong find(Handle handle, byte[] leafHash) {
        return handle.createQuery("SELECT position FROM log_entry WHERE leaf_hash = :hash ORDER BY position LIMIT 1")
                .bind("hash", leafHash)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    long size() {
        return database.read(LogEntryTable::size);
    }

    /** The leaf hashes of the first entries, as far as they are there. */
    List<byte[]> leafHashes(long count) {
        return database.read(handle -> handle.createQuery(
                        "SELECT leaf_hash FROM log_entry WHERE position < :count ORDER BY position")
                .bind("count", count)
                .mapTo(byte[].class)
                .list());
    }

    /** The entries from one position up to, not including, another, as far as they are there. */
    List<Stored> range(long from, long to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT position, entry, leaf_hash FROM log_entry
                        WHERE position >= :from AND position < :to ORDER BY position""")
                .bind("from", from)
                .bind("to", to)
                .map(STORED)
                .list());
    }
}
