package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.factory.RunValue.BestRow;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.factory.RunValue.OfModel;
import org.openledger.factory.RunValue.OfRow;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.verify.Role;

/**
 * What rows did for the loss on rows that were held out, kept run by run. A reader searches, filters, sorts and pages it by run,
 * contributor, Datanet and row.
 */
public final class Values {
    private static final String CONTRIBUTOR = Role.CONTRIBUTOR.word();
    private static final String NAMED = "coalesce(a.name, v.contributor)";

    private static final String REWARD = "coalesce((SELECT sum(p.gwei) FROM ledger_posting p"
            + " JOIN ledger_entry e ON e.position = p.position WHERE e.id = :promise AND p.account = '"
            + LedgerAccount.Role.CONTRIBUTOR.word() + ":' || v.contributor), 0)";

    /** Takes the {@code run}, and the {@code promise} of its reward. */
    public static final Listing CONTRIBUTORS = Listing.of(
                    "v.contributor", "contributor_value v LEFT JOIN account a ON a.address = v.contributor")
            .where("v.run = :run")
            .searching("v.contributor")
            .searching("a.name")
            .sorting(CONTRIBUTOR, NAMED)
            .sorting("rows", "v.rows_learnt")
            .sorting("nanonats", "v.nanonats")
            .sorting("low", "v.low")
            .sorting("high", "v.high")
            .sorting("gwei", REWARD)
            .standing("v.nanonats DESC, v.contributor");

    /** Takes the {@code run}. */
    public static final Listing ROWS = Listing.of(
                    "v.leaf",
                    "row_value v LEFT JOIN datanet_row r ON r.leaf = unhex(v.leaf)"
                            + " LEFT JOIN account a ON a.address = v.contributor")
            .where("v.run = :run")
            .searching("v.leaf")
            .searching("r.content")
            .searching("a.name")
            .filtering("datanet", "CAST(r.datanet AS TEXT)")
            .filtering(CONTRIBUTOR, "v.contributor")
            .sorting(CONTRIBUTOR, NAMED)
            .sorting("nanonats", "v.nanonats")
            .standing("v.nanonats DESC, v.leaf");

    /** Takes the {@code datanet}: the models that learnt its rows, with all their contributors. */
    public static final Listing OF_DATANET = models("v.run || '/' || v.contributor", "contributor_value v")
            .where("v.run IN (SELECT s.run FROM run_source s WHERE s.datanet = :datanet)");

    /** Takes the {@code contributor}. */
    public static final Listing OF_CONTRIBUTOR =
            models("v.run || '/' || v.contributor", "contributor_value v").where("v.contributor = :contributor");

    /** Takes the {@code row}'s leaf. */
    public static final Listing OF_ROW = models("v.run", "row_value v").where("v.leaf = :row");

    private static Listing models(String key, String values) {
        return Listing.of(key, values + " JOIN run u ON u.id = v.run LEFT JOIN account a ON a.address = v.contributor")
                .searching("u.name")
                .searching("v.contributor")
                .searching("a.name")
                .sorting("model", "u.name")
                .sorting(CONTRIBUTOR, NAMED)
                .sorting("nanonats", "v.nanonats")
                .standing("u.sequence DESC, v.nanonats DESC, v.contributor");
    }

    private final Database database;
    private final Journal journal;

    public Values(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Who got what of a run's reward. */
    public record Paid(SortedMap<String, Long> gweiByContributor, long commonsGwei) {
        /** What all contributors got together. */
        public long contributorsGwei() {
            return gweiByContributor.values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    public Optional<RunValue> find(String run) {
        return database.read(handle -> RunValueTable.find(handle, run));
    }

    /** Who got what of a run's reward: nobody anything where none was promised or paid. */
    public Paid paid(String run) {
        SortedMap<String, Long> contributors = new TreeMap<>();
        long commons = 0;
        for (Posting posting : database.read(handle -> journal.find(handle, Charges.promiseId(run)))
                .map(posted -> posted.entry().postings())
                .orElse(List.of())) {
            switch (posting.account().role()) {
                case CONTRIBUTOR -> contributors.put(posting.account().owner(), posting.gwei());
                case COMMONS -> commons += posting.gwei();
                default -> {} // the payer
            }
        }
        return new Paid(contributors, commons);
    }

    /** The canonical JSON whose digest the log holds. */
    public Optional<byte[]> document(String run) {
        return database.read(handle -> RunValueTable.document(handle, run))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The document of a run's values, whose digest the log has; empty where the run measured none. */
    public static Optional<String> document(Handle handle, String run) {
        return RunValueTable.document(handle, run);
    }

    /** A contributor's rows with a positive value in a run, the most valuable first. */
    public static List<BestRow> best(Handle handle, String run, String contributor, int limit) {
        return RunValueTable.best(handle, run, contributor, limit);
    }

    /** A run's contributors. */
    public ListPage<OfContributor> contributors(String run, ListRequest request) {
        return database.read(handle -> CONTRIBUTORS
                .page(handle, request, Map.of("run", run, "promise", Charges.promiseId(run)))
                .map(contributor ->
                        RunValueTable.ofContributor(handle, run, contributor).orElseThrow()));
    }

    /** A run's rows. */
    public ListPage<OfRow> rows(String run, ListRequest request) {
        return database.read(handle -> ROWS.page(handle, request, Map.of("run", run))
                .map(leaf -> RunValueTable.ofRow(handle, run, leaf).orElseThrow()));
    }

    /** What a Datanet's rows did for the models that learnt them. */
    public ListPage<OfModel> ofDatanet(long datanet, ListRequest request) {
        return ofContributors(OF_DATANET, Map.of("datanet", datanet), request);
    }

    /** What a contributor did for the models that learnt from them. */
    public ListPage<OfModel> ofContributor(String contributor, ListRequest request) {
        return ofContributors(OF_CONTRIBUTOR, Map.of(CONTRIBUTOR, contributor), request);
    }

    /** What a row did for the models that learnt it. */
    public ListPage<OfModel> ofRow(String leaf, ListRequest request) {
        return database.read(handle -> OF_ROW.page(handle, request, Map.of("row", leaf))
                .map(run -> RunValueTable.rowOfModel(handle, run, leaf).orElseThrow()));
    }

    private ListPage<OfModel> ofContributors(Listing listing, Map<String, ?> given, ListRequest request) {
        return database.read(handle -> listing.page(handle, request, given)
                .map(key -> RunValueTable.ofModel(
                                handle, key.substring(0, key.indexOf('/')), key.substring(key.indexOf('/') + 1))
                        .orElseThrow()));
    }
}
