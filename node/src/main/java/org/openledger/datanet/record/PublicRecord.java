package org.openledger.datanet.record;

import org.jdbi.v3.core.Handle;
import org.openledger.verify.LogEntry;

/**
 * Where a Datanet's facts become public: the log and the chain. Every method runs inside the caller's transaction, so that
 * a fact and its publication are kept together or not at all; confirmation comes later through {@link Confirmations}.
 */
public interface PublicRecord {
    /** What signatures are bound to. */
    SigningDomain domain();

    void datanetCreated(Handle tx, Datanet datanet);

    /** The contribution is signed: its root is logged and sent to the chain. */
    void contributionSigned(Handle tx, Datanet datanet, Contribution contribution);

    /** The owner said what becomes of rows in which something is found: the log has it. */
    void ruleSet(Handle tx, PolicyRule rule);

    /** Something was done or said about a review: the log has its digest, at the index that is given. */
    long reviewed(Handle tx, LogEntry entry);

    /** The version is signed by its Datanet's owner: its root is logged and sent to the chain. */
    void versionPublished(Handle tx, Datanet datanet, Version version);
}
