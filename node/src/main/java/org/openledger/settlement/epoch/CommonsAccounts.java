package org.openledger.settlement.epoch;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The account of each Datanet's commons: one of its own, which neither pays itself by claims that nobody asked for nor is the
 * operator's to spend. Only the Datanet's owner says who gets of it.
 */
public interface CommonsAccounts {
    /** The address of a Datanet's commons, made now where there is none. */
    String choose(Handle transaction, String datanet);

    /** The address of a Datanet's commons; empty before the first epoch that gave it anything. */
    Optional<String> find(Handle handle, String datanet);

    /** The Datanet, by its id on chain, whose commons an address is. */
    Optional<String> datanetOf(Handle handle, String address);
}
