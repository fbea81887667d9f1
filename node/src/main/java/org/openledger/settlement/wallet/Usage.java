package org.openledger.settlement.wallet;

import java.time.Duration;
import java.util.Map;
import org.openledger.ledger.Charges;
import org.openledger.ledger.LedgerAccount;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;

/**
 * What an account paid on one day for one model, or by one of its API keys.
 *
 * @param by {@code model} or {@code key}
 * @param dayMillis the day's beginning in UTC
 * @param payments 0 of keys, of which the sum alone is kept
 */
public record Usage(String by, long dayMillis, String name, long payments, long gwei) {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int PARTS = 5;

    /**
     * Takes the journal's account {@code account} of the {@code payer}, and the {@code kinds} of charges. An entry's key is the entry. Lines
     * of models are sums of the journal, so that none of it is missing; those of keys are what their budgets count.
     */
    public static final Listing LIST = Listing.of(
                    "x.of || '/' || x.day || '/' || x.payments || '/' || x.gwei || '/' || x.name",
                    """
                    (SELECT 'model' AS of, c.day AS day, c.name AS name, count(*) AS payments, -sum(c.gwei) AS gwei
                    FROM (SELECT e.time_millis / 86400000 AS day, p.gwei AS gwei,
                            coalesce((SELECT i.model FROM inference i WHERE i.id = %s),
                                (SELECT r.name FROM run r WHERE r.id = e.reference),
                                CASE e.kind WHEN 'bond' THEN 'bond of contribution ' || e.reference ELSE '' END) AS name
                        FROM ledger_posting p JOIN ledger_entry e ON e.position = p.position
                        WHERE p.account = :account AND e.kind IN (<kinds>)) c
                    GROUP BY c.day, c.name
                    UNION ALL
                    SELECT 'key', b.day, k.label || ' ' || substr(k.digest, 1, 8), 0, b.charged_gwei
                    FROM ledger_budget b JOIN api_key k ON b.budget = 'key:' || substr(k.digest, 1, 16)
                    WHERE k.payer = :payer AND b.charged_gwei > 0) x""".formatted(Charges.RECEIPT_OF_ENTRY))
            .searching("x.name")
            .filtering("by", "x.of")
            .sorting("dayMillis", "x.day")
            .sorting("name", "x.name")
            .sorting("payments", "x.payments")
            .sorting("gwei", "x.gwei")
            .standing("x.day DESC, x.of DESC, x.gwei DESC, x.name");

    static ListPage<Usage> page(Database database, String payer, ListRequest request) {
        Map<String, Object> given =
                Map.of("payer", payer, "account", LedgerAccount.payer(payer).toString(), "kinds", Charges.KINDS);
        return database.read(handle -> LIST.page(handle, request, given).map(Usage::ofKey));
    }

    private static Usage ofKey(String key) {
        String[] parts = key.split("/", PARTS);
        return new Usage(
                parts[0],
                Long.parseLong(parts[1]) * DAY_MILLIS,
                parts[4],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
