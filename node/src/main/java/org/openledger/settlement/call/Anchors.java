package org.openledger.settlement.call;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.bytes.Hex;

/**
 * Puts checkpoints of the log on chain, where they can only grow: after that not even the operator can show anybody
 * another log.
 */
public final class Anchors {
    /**
     * A checkpoint as the chain has it.
     *
     * @param size how many entries the log had
     * @param root its Merkle root, 64 hex characters
     * @param transaction hash of the transaction that brought it
     */
    public record Anchored(long size, String root, long block, String transaction) {}

    private final String contract;
    private final Transactions outbox;

    /** @param contract address of the LogAnchor */
    public Anchors(String contract, Transactions outbox) {
        this.contract = contract;
        this.outbox = outbox;
    }

    /**
     * Sends a checkpoint to the chain. Doing so again changes nothing; one that is not larger than the newest on chain is
     * left out.
     *
     * @param root 64 hex characters
     */
    public void anchor(Handle transaction, long size, String root) {
        if (size > newest(transaction).map(Anchored::size).orElse(0L)) {
            String data = Calls.anchor(size, Hex.parse(root));
            outbox.enqueue(transaction, outbox.attempt("anchor:" + size), contract, data, BigInteger.ZERO);
        }
    }

    /** The largest checkpoint on chain. */
    public Optional<Anchored> newest(Handle handle) {
        return handle.createQuery(
                        "SELECT size, root, block, anchor_transaction FROM settlement_anchor ORDER BY size DESC LIMIT 1")
                .map((row, context) -> anchored(row))
                .findOne();
    }

    /** The first checkpoint on chain that has the log's entry with this index. */
    public Optional<Anchored> covering(Handle handle, long index) {
        return handle.createQuery("""
                        SELECT size, root, block, anchor_transaction FROM settlement_anchor
                        WHERE size > :index ORDER BY size LIMIT 1""")
                .bind("index", index)
                .map((row, context) -> anchored(row))
                .findOne();
    }

    public static void book(Handle transaction, Anchored anchored) {
        transaction.execute(
                "INSERT INTO settlement_anchor (size, root, block, anchor_transaction) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (size) DO UPDATE SET block = excluded.block",
                anchored.size(),
                anchored.root(),
                anchored.block(),
                anchored.transaction());
    }

    private static Anchored anchored(ResultSet row) throws SQLException {
        return new Anchored(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4));
    }
}
