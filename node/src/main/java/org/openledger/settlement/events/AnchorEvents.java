package org.openledger.settlement.events;

import org.jdbi.v3.core.Handle;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.settlement.call.AnchorTable;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.verify.bytes.Hex;

/** Keeps what the log's anchor says of this operator: which checkpoints are on chain. */
public final class AnchorEvents {
    private final String operator;

    /** @param operator this node's address */
    public AnchorEvents(String operator) {
        this.operator = operator;
    }

    EventBookings bookings() {
        return new EventBookings()
                .on(
                        LogAnchor.CHECKPOINTANCHORED_EVENT,
                        LogAnchor::getCheckpointAnchoredEventFromLog,
                        (transaction, id, event) -> checkpointAnchored(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.size.longValueExact(),
                                Hex.of(event.root)));
    }

    /** {@code LogAnchor.CheckpointAnchored}: the log's root of this size is on chain. */
    public void checkpointAnchored(Handle transaction, EventId id, String anchoredBy, long size, String root) {
        if (anchoredBy.equals(operator)) {
            if (EventTable.first(transaction, id) && !AnchorTable.has(transaction, size)) {
                EventTable.note(transaction, id, Note.anchor(size));
            }
            AnchorTable.book(transaction, new AnchoredCheckpoint(size, root, id.block(), id.transaction()));
        }
    }
}
