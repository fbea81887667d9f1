package org.openledger.settlement.epoch;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.AuditedAnswerTable;
import org.openledger.ledger.Turnover;

/** Plans an epoch again that was closed before, from its charges and the addresses that its pools had then. */
public final class EpochReplay {
    private EpochReplay() {}

    /** @param cumulativeBefore what each address earned through the epoch before, gwei */
    public static EpochPlan plan(Handle handle, Epoch epoch, Turnover turnover, Map<String, Long> cumulativeBefore) {
        Map<String, String> pools = EpochTable.pools(handle, epoch.number());
        return EpochPlan.of(
                epoch.number(),
                turnover,
                AuditedAnswerTable.audit(handle, epoch.afterPosition(), epoch.lastPosition()),
                cumulativeBefore,
                payee -> pools.getOrDefault(payee.name(), payee.owner()));
    }
}
