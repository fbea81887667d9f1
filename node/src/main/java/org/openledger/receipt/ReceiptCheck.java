package org.openledger.receipt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.Erased;
import org.openledger.answer.Inference;
import org.openledger.answer.Inference.State;
import org.openledger.answer.InferenceTable;
import org.openledger.datanet.review.SpotCheckTable;
import org.openledger.factory.Rewards;
import org.openledger.factory.building.BuildingCharges;
import org.openledger.ledger.AuditedAnswerTable;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Hold;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.PostedEntry;
import org.openledger.log.Log;
import org.openledger.store.seal.Finding;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.LogEntry;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.VerifyException;

/** Compares every inference with its receipt, the log, the journal and the holds, and the rows' credit with the receipts. */
public final class ReceiptCheck {
    private static final int MAX_FINDINGS = 100;
    private static final int PAGE = 500;
    private static final String RESTORE = "restore the database from a backup";

    private final Log log;
    private final Journal journal;
    private final String operator;

    /** @param operator who must have signed every receipt */
    public ReceiptCheck(Log log, Journal journal, String operator) {
        this.log = log;
        this.journal = journal;
        this.operator = operator;
    }

    /** What differs, each in a sentence; empty when all is as it must be. */
    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        String after = "";
        List<Inference> page = InferenceTable.byId(handle, after, PAGE);
        while (!page.isEmpty() && findings.size() < MAX_FINDINGS) {
            for (Inference inference : page) {
                check(handle, inference, findings);
            }
            page = InferenceTable.byId(handle, page.getLast().id(), PAGE);
        }
        checkHolds(handle, findings);
        findings.addAll(RowCredits.fsck(handle));
        return List.copyOf(findings);
    }

    private void check(Handle handle, Inference inference, List<Finding> findings) {
        boolean charged = journal.find(handle, entryId(inference)).isPresent();
        boolean receipted = inference.state() == State.RECEIPTED;
        if (charged && !receipted) {
            report(findings, inference.id(), "it is " + inference.state() + " but was charged");
        }
        inference.erased().ifPresent(erased -> checkErased(handle, inference, erased, findings));
        if (receipted) {
            try {
                checkReceipt(handle, inference, inference.signed().orElseThrow(), findings);
            } catch (VerifyException e) {
                report(findings, inference.id(), "its receipt: " + e.getMessage());
            }
        }
    }

    /** Only what the log has an entry of was erased; what is gone without one is damaged. */
    private void checkErased(Handle handle, Inference inference, Erased erased, List<Finding> findings) {
        OptionalLong index = log.find(handle, erased.entry(inference.id()).leafHash());
        if (index.isEmpty() || index.getAsLong() != erased.logIndex()) {
            report(
                    findings,
                    inference.id(),
                    "it is said to be erased, but the log does not say so at entry " + erased.logIndex());
        }
        boolean gone = inference.question().isEmpty()
                && inference.prompt().isEmpty()
                && inference.promptIds().isEmpty()
                && inference.salt().isEmpty()
                && inference.sources().isEmpty()
                && inference.answer().map(Inference.Answer::text).orElse("").isEmpty()
                && inference.signed().flatMap(Inference.Signed::evidence).isEmpty();
        if (!gone) {
            report(findings, inference.id(), "it was erased, but some of its question and answer is there");
        }
    }

    private void checkReceipt(Handle handle, Inference inference, Inference.Signed signed, List<Finding> findings) {
        String id = inference.id();
        Receipt receipt = Receipts.receipt(signed);
        if (!OperatorSignature.recover(signed.receipt(), signed.signature()).equals(operator)) {
            report(findings, id, "its receipt is not signed by this node's operator");
        }
        if (!receipt.id().equals(id) || !inference.isAsItsReceiptSays()) {
            report(findings, id, "its receipt is of another question, answer or evidence");
        }
        OptionalLong index =
                log.find(handle, LogEntry.ofReceipt(receipt, signed.signature()).leafHash());
        if (index.isEmpty() || index.getAsLong() != signed.logIndex()) {
            report(findings, id, "the log does not hold its receipt at entry " + signed.logIndex());
        }
        Charge charge = Charge.of(receipt);
        Optional<PostedEntry> posted = journal.find(handle, entryId(inference));
        boolean paid = charge.payments().isEmpty()
                || posted.map(PostedEntry::entry)
                        .map(entry -> entry.equals(Charges.entry(charge)))
                        .orElse(false);
        if (!paid) {
            report(findings, id, "the journal does not charge and pay what its receipt says");
        }
        posted.map(entry -> AuditedAnswerTable.at(handle, entry.position()))
                .filter(brought -> !brought.equals(byContributor(charge.audited())))
                .ifPresent(other ->
                        report(findings, id, "the epoch's audit is brought something else than its receipt says"));
    }

    /** Money is held for inferences under way, for rewards and registrations of runs under way, for bonds of spot checks that are open, and for nothing else. */
    private void checkHolds(Handle handle, List<Finding> findings) {
        Set<String> underWay = new HashSet<>(InferenceTable.idsIn(handle, State.ADMITTED, Integer.MAX_VALUE));
        underWay.addAll(InferenceTable.idsIn(handle, State.ANSWERED, Integer.MAX_VALUE));
        Set<String> promises = Rewards.underWay(handle);
        promises.addAll(BuildingCharges.held(handle));
        SpotCheckTable.underBond(handle).forEach(contribution -> promises.add(Charges.bondId(contribution)));
        Set<String> held = new HashSet<>();
        for (Hold hold : new Holds(journal).all(handle)) {
            held.add(hold.id());
            if (!underWay.contains(hold.id()) && !promises.contains(hold.id())) {
                findings.add(new Finding(
                        "ledger_hold",
                        hold.id(),
                        OpenAmount.of(hold.gwei()) + " of " + hold.account() + " are held for " + hold.id()
                                + ", which is not under way",
                        RESTORE));
            }
        }
        underWay.stream()
                .filter(id -> !held.contains(id))
                .forEach(id -> report(findings, id, "it is under way but nothing is held for it"));
    }

    private static AuditedAnswer byContributor(AuditedAnswer answer) {
        List<AuditedShare> shares = answer.shares().stream()
                .sorted(Comparator.comparing(AuditedShare::contributor))
                .toList();
        return shares.isEmpty()
                ? AuditedAnswer.NOTHING
                : new AuditedAnswer(answer.datanets(), answer.payer(), answer.measurement(), shares);
    }

    private static void report(List<Finding> findings, String id, String what) {
        findings.add(new Finding("inference", id, what, RESTORE));
    }

    private static String entryId(Inference inference) {
        return Charges.KIND + ":" + inference.id();
    }
}
