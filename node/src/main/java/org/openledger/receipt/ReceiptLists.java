package org.openledger.receipt;

import java.util.Map;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.RowUse;
import org.openledger.identity.Reader;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;
import org.openledger.verify.Role;

/**
 * Answers with their receipts, as a reader searches, filters, sorts and pages them. Failed ones are left out. Questions and
 * answers are searched for the administrator alone: for anybody else a search must tell nothing of them.
 */
public final class ReceiptLists {
    private static final String FEE =
            "(SELECT coalesce(sum(p.gwei), 0) FROM inference_payment p WHERE p.receipt = i.id)";

    public static final Listing PUBLIC = listing();
    public static final Listing OPEN = listing().searching("i.question").searching("i.answer");

    /** Takes the row's {@code leaf} and a {@link Reader}: that a receipt names a row tells of its answer. */
    public static final Listing USES = Listing.of(
                    "r.receipt || '/' || r.contributor", "inference_row r JOIN inference i ON i.id = r.receipt")
            .where("r.leaf = :leaf")
            .where("(:all = 1 OR r.contributor = :account OR i.payer = :payer)")
            .searching("r.receipt")
            .searching("i.model")
            .filtering("model", "i.model")
            .sorting("model", "i.model")
            .sorting("scorePpm", "r.score_ppm")
            .sorting("paidGwei", paid(Role.CONTRIBUTOR))
            .sorting("waitingGwei", paid(Role.WAITING))
            .sorting("timeMillis", "i.answered_millis")
            .standing("i.answered_millis DESC, r.receipt, r.contributor");

    public static final Lookup IDS = Lookup.byHash(
            "i.id", "'Answer of ' || i.model", "(SELECT id, model FROM inference WHERE state <> 'FAILED') i", "i.id");
    public static final Lookup PAYEES = Lookup.byHash("p.account", "p.account", "inference_payment p", "p.account");

    private static String paid(Role role) {
        return "coalesce((SELECT sum(p.gwei) FROM inference_payment p WHERE p.receipt = r.receipt"
                + " AND p.account = r.contributor AND p.role = '" + role.word() + "'), 0)";
    }

    private static Listing listing() {
        return Listing.of("i.id", "inference i")
                .where("i.state <> 'FAILED'")
                .searching("i.id")
                .searching("i.model")
                .filtering("model", "i.model")
                .filtering("state", "LOWER(i.state)")
                .filtering("payer", "i.payer")
                .sorting("model", "i.model")
                .sorting("state", "i.state")
                .sorting("feeGwei", FEE)
                .sorting("timeMillis", "i.admitted_millis")
                .standing("i.admitted_millis DESC, i.id DESC");
    }

    private final Database database;

    public ReceiptLists(Database database) {
        this.database = database;
    }

    /** @param listing {@link #PUBLIC} or {@link #OPEN} */
    public ListPage<Inference> receipts(Listing listing, ListRequest request) {
        return database.read(handle -> listing.page(handle, request, Map.of())
                .map(id -> InferenceTable.find(handle, id).orElseThrow().shown()));
    }

    /** The receipts that name a row and that the reader may know of: those they paid, and all for the row's contributor. */
    public ListPage<RowUse> uses(String leaf, Reader reader, ListRequest request) {
        return database.read(handle -> USES.page(handle, request, reader.with(Map.of("leaf", leaf)))
                .map(key -> InferenceTable.use(
                                handle, key.substring(0, key.indexOf('/')), leaf, key.substring(key.indexOf('/') + 1))
                        .orElseThrow()));
    }
}
