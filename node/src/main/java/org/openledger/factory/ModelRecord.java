package org.openledger.factory;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.registry.Model;

/** Where a trained model becomes public: the log and the chain, inside the caller's transaction. */
public interface ModelRecord {
    /** The model is trained: its digest is logged, and sent to the ModelRegistry. */
    void modelTrained(Handle tx, Run run, String adapterDigest, List<Model.SourceRoot> sources);

    /** What its rows did is measured: the digest of the document that says so is logged. */
    void valued(Handle tx, Run run, String digest);
}
