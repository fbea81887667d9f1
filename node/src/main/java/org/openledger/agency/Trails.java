package org.openledger.agency;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openledger.identity.Reader;
import org.openledger.identity.Signer;
import org.openledger.log.Log;
import org.openledger.receipt.Receipts;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.Trail;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** Writes trails: all that a family of mandates did, as a file that a stranger checks. */
public final class Trails {
    private final Database database;
    private final Log log;
    private final Signer operator;
    private final Receipts receipts;
    private final Mandates.Domain domain;

    Trails(Database database, Log log, Signer operator, Receipts receipts, Mandates.Domain domain) {
        this.database = database;
        this.log = log;
        this.operator = operator;
        this.receipts = receipts;
        this.domain = domain;
    }

    /** The trail of the family that a mandate belongs to. */
    public byte[] export(String mandate) {
        List<MandateTable.Row> family = database.read(handle -> MandateTable.family(
                handle, MandateTable.require(handle, mandate).root()));
        List<ActionTable.Row> actions = database.read(
                handle -> ActionTable.closed(handle, family.getFirst().root(), 0, Trail.MAX_ENTRIES + 1));
        if (actions.size() > Trail.MAX_ENTRIES) {
            throw new AgencyException(
                    Kind.TOO_LARGE,
                    "This family has more than " + Trail.MAX_ENTRIES
                            + " records, which one file does not hold: look at single actions, and give shorter mandates.");
        }
        Checkpoint checkpoint = published(family, actions);
        String note = log.signedCheckpoint();
        long size = Checkpoint.parseUnverified(note).size();
        Trail trail = new Trail(
                operator.address(),
                domain.chainId(),
                domain.escrow(),
                new Receipt.LogIdentity(checkpoint.origin(), log.vkey()),
                family.stream().map(row -> given(row, size)).toList(),
                actions.stream().map(row -> entry(row, size)).toList(),
                note,
                cited(family.getFirst().principal(), actions));
        return trail.sealed("0x" + Hex.of(operator.sign(OperatorSignature.digest(trail.bytesToSeal()))));
    }

    private Checkpoint published(List<MandateTable.Row> family, List<ActionTable.Row> actions) {
        long last = Math.max(
                family.getLast().logIndex(),
                actions.isEmpty() ? 0 : actions.getLast().ended().logIndex().orElseThrow());
        if (log.checkpoint().size() <= last) {
            log.publish();
        }
        if (log.checkpoint().size() <= last) {
            throw new AgencyException(Kind.NOT_READY, "The log does not have all of it yet: try again in a moment.");
        }
        return log.checkpoint();
    }

    private Trail.Given given(MandateTable.Row row, long size) {
        return new Trail.Given(
                row.mandate(), row.signer(), row.signature(), row.byContract(), inclusion(row.logIndex(), size));
    }

    private Trail.Entry entry(ActionTable.Row row, long size) {
        return new Trail.Entry(
                Records.parse(row.record().orElseThrow()),
                row.ended().signature().orElseThrow(),
                inclusion(row.ended().logIndex().orElseThrow(), size),
                new Trail.Opening(row.salt(), Records.object(row.arguments()), row.result()));
    }

    private ReceiptFile.Inclusion inclusion(long index, long size) {
        return new ReceiptFile.Inclusion(
                index, size, log.inclusion(index, size).stream().map(Hex::of).toList());
    }

    /** The receipts that are signed already, without question and answer. */
    private List<Json> cited(String principal, List<ActionTable.Row> actions) {
        Set<String> ids = new LinkedHashSet<>();
        for (ActionTable.Row row : actions) {
            row.receipt().ifPresent(ids::add);
            ids.addAll(Rules.texts(Records.object(row.arguments()), Rules.RECEIPTS));
        }
        List<Json> files = new ArrayList<>();
        for (String id : ids) {
            boolean signed = receipts.find(id)
                    .filter(found -> found.payer().equals(principal))
                    .flatMap(found -> found.signed())
                    .isPresent();
            if (signed && files.size() < Trail.MAX_RECEIPTS) {
                files.add(CanonicalJson.parse(
                        receipts.export(id, Optional.empty(), Optional.empty(), new Reader(false, principal, ""))));
            }
        }
        return files;
    }
}
