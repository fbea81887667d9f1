package org.openledger.settlement;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.ledger.Charges;
import org.openledger.ledger.LedgerAccount;
import org.openledger.store.Listing;

/** What an address earned and what audits changed, as a reader searches, filters, sorts and pages it. */
public final class StatementLists {
    private static final String ROLE = Stream.of(LedgerAccount.Role.values())
            .map(LedgerAccount.Role::word)
            .map(word -> "WHEN p.account = '" + word + "' OR p.account LIKE '" + word + ":%' THEN '" + word + "'")
            .collect(Collectors.joining(" ", "CASE ", " END"));

    private static final String MODEL = """
            coalesce((SELECT i.model FROM inference i WHERE i.id = %s),
                (SELECT r.name FROM run r WHERE r.id = e.reference), '')""".formatted(Charges.RECEIPT_OF_ENTRY);

    /** Of the contributor in the answer; what a reward paid has none. */
    private static final String SHARE = """
            coalesce((SELECT max(s.ppm) FROM inference_payment s
                WHERE s.receipt = %s AND p.account = s.role || ':' || s.account), 0)""".formatted(Charges.RECEIPT_OF_ENTRY);

    private static final String EPOCH = """
            coalesce((SELECT x.number FROM settlement_epoch x
                WHERE x.after_position < e.position AND x.last_position >= e.position), 0)""";

    /** Takes the journal's accounts {@code payees} that become the address's, and the {@code kinds} of charges. */
    public static final Listing STATEMENT = Listing.of(
                    "p.position || '/' || p.line", "ledger_posting p JOIN ledger_entry e ON e.position = p.position")
            .where("p.account IN (<payees>)")
            .where("e.kind IN (<kinds>)")
            .searching("e.reference")
            .searching(MODEL)
            .filtering("role", ROLE)
            .filtering("model", MODEL)
            .sorting("role", ROLE)
            .sorting("model", MODEL)
            .sorting("ppm", SHARE)
            .sorting("gwei", "p.gwei")
            .sorting("epoch", EPOCH)
            .sorting("timeMillis", "e.time_millis")
            .standing("p.position DESC, p.account");

    /**
     * Takes the {@code address}, the journal's accounts {@code pools} that it stands for, and the {@code kind} of what an audit
     * gives them.
     */
    public static final Listing AUDITS = Listing.of("x.id", """
                    (SELECT 'epoch/' || a.epoch AS id, a.epoch AS epoch, n.closed_millis AS time_millis,
                        a.waiting_gwei - a.returned_gwei - a.netted_gwei AS gwei
                    FROM settlement_audit a JOIN settlement_epoch n ON n.number = a.epoch
                    WHERE a.contributor = :address
                    UNION ALL
                    SELECT p.position || '/' || p.line, CAST(e.reference AS BIGINT), e.time_millis, p.gwei
                    FROM ledger_posting p JOIN ledger_entry e ON e.position = p.position
                    WHERE p.account IN (<pools>) AND e.kind = :kind) x""")
            .searching("x.epoch")
            .sorting("epoch", "x.epoch")
            .sorting("gwei", "x.gwei")
            .sorting("timeMillis", "x.time_millis")
            .standing("x.epoch DESC, x.id");

    private StatementLists() {}
}
