package org.openledger.settlement.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.log.Log;
import org.openledger.log.LogException;
import org.openledger.settlement.call.AnchorTable;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.call.SettlementException;
import org.openledger.store.seal.Finding;
import org.openledger.verify.bytes.Hex;

/** Compares the newest checkpoint on chain with the database and the log. True when nothing is under way. */
public final class LogAnchorCheck {
    private static final String RESTORE = "restore database and log from one backup";

    private final Bindings bindings;
    private final Log log;
    private final String operator;

    public LogAnchorCheck(Bindings bindings, Log log, String operator) {
        this.bindings = bindings;
        this.log = log;
        this.operator = operator;
    }

    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        var onChain = latest();
        long size = onChain.size.longValueExact();
        long known = AnchorTable.newest(handle).map(AnchoredCheckpoint::size).orElse(0L);
        if (size != known) {
            report(
                    "settlement_anchor",
                    "the chain holds a checkpoint over " + size + " entries, the database one over " + known,
                    findings);
        }
        if (size > log.checkpoint().size()) {
            report(
                    "log",
                    "the chain holds a checkpoint over " + size + " entries, the log has only "
                            + log.checkpoint().size(),
                    findings);
        } else if (size > 0 && !Hex.of(log.root(size)).equals(Hex.of(onChain.root))) {
            report("log", "its first " + size + " entries have another root than the chain holds", findings);
        }
        return findings;
    }

    /**
     * Refuses a log that does not begin with what the chain holds: it would be signed a second time. A folder is older than the
     * chain when it was restored or copied from elsewhere.
     */
    public void requireContinues() {
        var onChain = latest();
        long size = onChain.size.longValueExact();
        if (size > log.size()) {
            throw new LogException("the chain holds a checkpoint over " + size
                    + " entries of this log, and this folder has " + log.size()
                    + ": it is older than what was published. Nothing is signed; restore a newer one");
        }
        if (size > 0 && !Arrays.equals(log.rootOfEntries(size), onChain.root)) {
            throw new LogException("the first " + size
                    + " entries of this folder's log have another root than the chain holds. Nothing is signed; run"
                    + " openledger fsck");
        }
    }

    private LogAnchor.Checkpoint latest() {
        try {
            return bindings.logAnchor().latest(operator).send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("the LogAnchor cannot be read: " + e.getMessage());
        }
    }

    private static void report(String where, String what, List<Finding> findings) {
        findings.add(new Finding(where, "", what, RESTORE));
    }
}
