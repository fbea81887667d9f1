package org.openledger.app.folder;

import java.util.List;
import org.openledger.app.Configuration;
import org.openledger.factory.Run;
import org.openledger.factory.RunRows;
import org.openledger.factory.TrainingData;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.store.Database;
import org.openledger.train.LoraConfiguration;

/**
 * A run as its node trains it, read from the data folder: the very base, configuration and rows.
 *
 * @param base one of the bases that were given
 */
public record KeptRun(BaseModel base, LoraConfiguration configuration, TrainingData data) {
    private static final String PURPOSE = "read a run";

    /** @throws org.openledger.store.Refusal when there is no such node, before its bases are read */
    public static void requireIn(Configuration configuration) {
        FolderCopy.requireIn(configuration, PURPOSE);
    }

    /**
     * Reads a run; the node may run meanwhile.
     *
     * @param bases the node's, which stay the caller's to close
     * @throws org.openledger.store.Refusal when there is no such node or run
     */
    public static KeptRun read(Configuration configuration, Bases bases, String id) {
        return FolderCopy.read(configuration, PURPOSE, List.of(), copy -> {
            try (Database database = Database.open(copy)) {
                RunRows rows = new RunRows(bases, database);
                Run run = rows.run(id);
                BaseModel base = bases.of(run.baseDigest());
                return new KeptRun(base, RunRows.configuration(run, base), rows.of(run));
            }
        });
    }
}
