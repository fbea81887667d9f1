package org.openledger.datanet.record;

import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.Reason;

/** Notes what the chain said. Saying it again changes nothing. */
public final class Confirmations {
    private Confirmations() {}

    /** @param token the id the contract gave, decimal */
    public static void datanetCreated(Handle tx, long id, String token) {
        tx.execute("UPDATE datanet SET token = ?, chain_state = 'CONFIRMED' WHERE id = ?", token, id);
    }

    public static void datanetRefused(Handle tx, long id, String why) {
        tx.execute("UPDATE datanet SET chain_state = 'REFUSED', chain_detail = ? WHERE id = ?", why, id);
    }

    public static void contributionRecorded(Handle tx, long id) {
        tx.execute("UPDATE contribution SET chain_state = 'CONFIRMED' WHERE id = ?", id);
    }

    /** The contribution's rows enter no version any more; their contributor may offer them again. */
    public static void contributionRefused(Handle tx, long id, String why) {
        tx.execute("UPDATE contribution SET chain_state = 'REFUSED', chain_detail = ? WHERE id = ?", why, id);
        tx.execute(
                "UPDATE datanet_row SET state = 'REJECTED', reason = ?, detail = ?"
                        + " WHERE contribution = ? AND state <> 'REJECTED' AND first_version IS NULL",
                Reason.CHAIN_REFUSED.code(),
                why,
                id);
    }

    public static void versionPublished(Handle tx, long datanet, long number) {
        tx.execute("UPDATE version SET chain_state = 'CONFIRMED' WHERE datanet = ? AND number = ?", datanet, number);
    }

    public static void versionRefused(Handle tx, long datanet, long number, String why) {
        tx.execute(
                "UPDATE version SET chain_state = 'REFUSED', chain_detail = ? WHERE datanet = ? AND number = ?",
                why,
                datanet,
                number);
    }
}
