package org.openledger.registry;

import java.util.Optional;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * What was decided about a name, and how things stand since. The last decision of a name holds.
 *
 * @param position among all decisions, from 1
 * @param active the id of the version that answers; empty where nothing does
 * @param priceGwei for each token; empty where the node's own price is asked
 * @param logIndex of its entry; empty for decisions from before they were logged
 */
public record Offer(
        long position,
        String name,
        Act act,
        Optional<String> active,
        Optional<Long> priceGwei,
        long timeMillis,
        Optional<Long> logIndex) {
    /** What was done. */
    public enum Act {
        /** A version was made to answer. */
        ACTIVATE,
        /** A run's model was better on the rows held out by what its builder asked, and so answers. */
        GATE,
        /** The version that answered before was made to answer again. */
        ROLLBACK,
        PRICE,
        WITHDRAW
    }

    /** The entry of the log: the digest of all of this in canonical JSON. */
    LogEntry logEntry() {
        Json.ObjectBuilder said = Json.object()
                .put("act", act.name())
                .put("name", name)
                .put("position", position)
                .put("timeMillis", timeMillis);
        active.ifPresent(id -> said.put("active", id));
        priceGwei.ifPresent(gwei -> said.put("priceGwei", gwei));
        return LogEntry.of(
                LogEntry.OFFER, Long.toString(position), Hex.of(Hashes.sha256(CanonicalJson.write(said.build()))));
    }

    Offer at(long index) {
        return new Offer(position, name, act, active, priceGwei, timeMillis, Optional.of(index));
    }
}
