package org.openledger.settlement.call;

import java.math.BigInteger;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.bytes.Hex;

/**
 * Puts checkpoints of the log on chain, where they can only grow: after that not even the operator can show anybody
 * another log.
 */
public final class Anchors {
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
        if (size > newest(transaction).map(AnchoredCheckpoint::size).orElse(0L)) {
            String data = Calls.anchor(size, Hex.parse(root));
            outbox.enqueue(transaction, outbox.attempt("anchor:" + size), contract, data, BigInteger.ZERO);
        }
    }

    /** The largest checkpoint on chain. */
    public Optional<AnchoredCheckpoint> newest(Handle handle) {
        return AnchorTable.newest(handle);
    }

    /** The first checkpoint on chain that has the log's entry with this index. */
    public Optional<AnchoredCheckpoint> covering(Handle handle, long index) {
        return AnchorTable.covering(handle, index);
    }
}
