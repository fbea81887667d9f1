package org.openledger.datanet.record;

import java.util.Optional;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Address;
import org.openledger.store.Refusal;

/**
 * A community's dataset on one topic.
 *
 * @param id this node's number for it, from 1
 * @param token its id on chain (decimal), empty until the chain has it
 * @param owner who reviews and publishes: whom the DatanetRegistry says, once it has the token
 * @param termsDigest SHA-256 of the terms text that contributors sign
 */
public record Datanet(
        long id,
        Optional<String> token,
        String owner,
        String name,
        Schema schema,
        Licence licence,
        String termsDigest,
        long createdMillis,
        ChainState chainState,
        String chainDetail) {
    /** The token; {@link DatanetException} while the chain has not confirmed it. */
    public String requireToken() {
        return token.orElseThrow(() -> new DatanetException(
                Refusal.Kind.CONFLICT,
                chainState == ChainState.REFUSED
                        ? "the chain refused Datanet " + id + ": " + chainDetail
                        : "Datanet " + id + " is not on chain yet: try again in a few seconds"));
    }

    /** Refuses who is not its owner. */
    public void requireOwner(String address, String what) {
        if (!owner.equals(Address.parse(address))) {
            throw new DatanetException(
                    Refusal.Kind.FORBIDDEN, "only the owner of Datanet " + id + ", " + owner + ", may " + what);
        }
    }
}
