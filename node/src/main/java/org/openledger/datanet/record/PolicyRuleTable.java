package org.openledger.datanet.record;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.screening.ScreeningPolicy;

/** The SQL of what owners said becomes of rows in which something is found. */
public final class PolicyRuleTable {
    private PolicyRuleTable() {}

    /** In the order in which they were said. */
    public static List<PolicyRule> of(Handle handle, long datanet) {
        return handle.createQuery("SELECT * FROM screening_rule WHERE datanet = :datanet ORDER BY number")
                .bind("datanet", datanet)
                .mapTo(PolicyRule.class)
                .list();
    }

    /** What becomes of rows of a Datanet now. */
    public static ScreeningPolicy policy(Handle handle, long datanet) {
        ScreeningPolicy policy = ScreeningPolicy.STANDARD;
        for (PolicyRule rule : of(handle, datanet)) {
            policy = policy.with(rule.finding(), rule.act());
        }
        return policy;
    }

    /** Keeps a rule under the next number. */
    public static PolicyRule add(Handle tx, long datanet, String finding, Treatment act, String setBy, long nowMillis) {
        long number = tx.createQuery("SELECT coalesce(max(number), 0) + 1 FROM screening_rule WHERE datanet = :datanet")
                .bind("datanet", datanet)
                .mapTo(Long.class)
                .one();
        PolicyRule rule = new PolicyRule(datanet, number, finding, act, setBy, nowMillis);
        tx.createUpdate("""
                        INSERT INTO screening_rule (datanet, number, finding, act, set_by, set_millis)
                        VALUES (:datanet, :number, :finding, :act, :setBy, :setMillis)""").bindMethods(rule).execute();
        return rule;
    }
}
