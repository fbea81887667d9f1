package org.openledger.agency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.log.Log;
import org.openledger.store.seal.Finding;
import org.openledger.verify.LogEntry;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.bytes.VerifyException;

/**
 * Compares what is kept of agents: mandates and records with the log, records with the operator's signature and with each other, and
 * what mandates have spent with the sums of their records.
 */
public final class AgencyCheck {
    private static final String MANDATES = "agent_mandate";
    private static final String ACTIONS = "agent_action";
    private static final String SPENDING = "agent_spending";
    private static final String RESTORE = "restore the folder from a backup";
    private static final int PAGE = 500;
    private static final int MAX_FINDINGS = 100;

    private final Log log;
    private final String operator;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, SpendingTable.Sum> sums = new TreeMap<>();

    public AgencyCheck(Log log, String operator) {
        this.log = log;
        this.operator = operator;
    }

    public List<Finding> fsck(Handle handle) {
        long after = -1;
        List<MandateTable.Row> page = MandateTable.after(handle, after, PAGE);
        while (!page.isEmpty() && findings.size() < MAX_FINDINGS) {
            for (MandateTable.Row row : page) {
                look(MANDATES, row.id(), () -> mandate(handle, row));
                if (row.parent().isEmpty()) {
                    family(handle, row.id());
                }
                after = row.logIndex();
            }
            page = MandateTable.after(handle, after, PAGE);
        }
        ActionTable.in(handle, ActionTable.State.ADMITTED)
                .forEach(row -> look(
                        ACTIONS,
                        row.id(),
                        () -> Gate.mandates(handle, row.mandate())
                                .forEach(each -> add(each.id(), 0, row.mostGwei(), 0, 1))));
        spending(handle);
        return findings;
    }

    private void mandate(Handle handle, MandateTable.Row row) {
        Mandate mandate = row.mandate();
        requireLogged(
                handle, LogEntry.of(LogEntry.MANDATE, mandate.id(), mandate.digest()), Optional.of(row.logIndex()));
        require(
                mandate.id().equals(row.id())
                        && mandate.parent().equals(row.parent())
                        && mandate.principal().equals(row.principal())
                        && mandate.agent().equals(row.agent())
                        && mandate.name().equals(row.name())
                        && mandate.expiresSeconds() * 1_000 == row.expiresMillis(),
                "its columns are not those of its document");
        require(row.root().equals(MandateTable.chain(handle, row.id()).getLast().id()), "its family is another");
    }

    private void family(Handle handle, String root) {
        String previous = Action.NOTHING;
        long sequence = 0;
        List<ActionTable.Row> page = ActionTable.closed(handle, root, 0, PAGE);
        while (!page.isEmpty() && findings.size() < MAX_FINDINGS) {
            for (ActionTable.Row row : page) {
                long expected = sequence + 1;
                String before = previous;
                look(ACTIONS, row.id(), () -> action(handle, row, expected, before));
                sequence = row.sequence().orElse(expected);
                previous = row.record().map(Records::digest).orElse(Action.NOTHING);
            }
            page = ActionTable.closed(handle, root, sequence, PAGE);
        }
    }

    private void action(Handle handle, ActionTable.Row row, long sequence, String previous) {
        Action record = Records.parse(row.record().orElse(""));
        record.cost()
                .chain()
                .forEach(each -> add(each.mandate(), record.cost().paidGwei(), 0, record.counts() ? 1 : 0, 0));
        require(
                OperatorSignature.recover(
                                record.canonicalBytes(), row.ended().signature().orElse(""))
                        .equals(operator),
                "its record is not signed by the operator");
        requireLogged(handle, record.logEntry(), row.ended().logIndex());
        require(
                record.sequence() == sequence && record.previous().equals(previous),
                "its record does not follow the one before it");
        require(
                record.id().equals(row.id())
                        && record.mandate().equals(row.mandate())
                        && record.cost().paidGwei() == row.ended().paidGwei()
                        && record.cost().mostGwei() == row.mostGwei()
                        && record.receipt().equals(row.receipt())
                        && record.undoes().equals(row.asked().undoes())
                        && record.knew() == row.decided().knew()
                        && record.admittedMillis() == row.decided().admittedMillis()
                        && record.tool().equals(Records.toolOf(row))
                        && record.rules()
                                .equals(Decision.parse(row.decided().decision()).verdicts()),
                "its columns are not those of its record");
        require(
                record.argumentsDigest().equals(ReceiptFile.Opening.digest(row.salt(), row.arguments())),
                "its arguments are not those of its record");
        row.result()
                .ifPresent(text -> require(
                        record.result()
                                .filter(got -> got.digest().equals(ReceiptFile.Opening.digest(row.salt(), text)))
                                .isPresent(),
                        "its result is not that of its record"));
    }

    private void spending(Handle handle) {
        Map<String, SpendingTable.Sum> kept = new HashMap<>();
        SpendingTable.all(handle).forEach(sum -> kept.put(sum.mandate(), sum));
        kept.keySet().forEach(each -> add(each, 0, 0, 0, 0));
        sums.forEach((mandate, sum) -> {
            if (!sum.equals(kept.getOrDefault(mandate, new SpendingTable.Sum(mandate, 0, 0, 0, 0)))) {
                findings.add(
                        new Finding(SPENDING, mandate, "what it has spent is not what its records sum to", RESTORE));
            }
        });
    }

    private void add(String mandate, long paid, long held, long calls, long heldCalls) {
        SpendingTable.Sum before = sums.getOrDefault(mandate, new SpendingTable.Sum(mandate, 0, 0, 0, 0));
        sums.put(
                mandate,
                new SpendingTable.Sum(
                        mandate,
                        before.paidGwei() + paid,
                        before.heldGwei() + held,
                        before.calls() + calls,
                        before.heldCalls() + heldCalls));
    }

    private void requireLogged(Handle handle, LogEntry entry, Optional<Long> index) {
        OptionalLong found = log.find(handle, entry.leafHash());
        require(
                found.isPresent() && index.filter(at -> at == found.getAsLong()).isPresent(),
                "it is not what the log has the digest of");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new VerifyException(what);
        }
    }

    private void look(String table, String id, Runnable check) {
        try {
            check.run();
        } catch (VerifyException | IllegalArgumentException | AgencyException damaged) {
            findings.add(new Finding(table, id, String.valueOf(damaged.getMessage()), RESTORE));
        } catch (ArrayIndexOutOfBoundsException torn) {
            findings.add(new Finding(table, id, "its tool cannot be read", RESTORE));
        }
    }
}
