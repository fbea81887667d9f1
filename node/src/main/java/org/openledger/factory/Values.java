package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.openledger.ledger.Posting;
import org.openledger.store.Database;

/** What rows did for the loss on rows that were held out: kept run by run, read by run, contributor, Datanet and row. */
public final class Values {
    public static final int MAX_LISTED = 1_000;

    private static final int LEAST_FIRST = 1;
    private static final int MOST_FIRST = -1;

    private final Database database;
    private final Journal journal;

    public Values(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Who got what of a run's reward. */
    public record Paid(SortedMap<String, Long> gweiByContributor, long commonsGwei) {}

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

    /** A run's contributors, the most valuable first. */
    public List<OfContributor> contributors(String run) {
        return database.read(handle -> RunValueTable.contributors(handle, run));
    }

    /** A contributor's rows with a positive value in a run, the most valuable first. */
    public static List<BestRow> best(Handle handle, String run, String contributor, int limit) {
        return RunValueTable.best(handle, run, contributor, limit);
    }

    /** A run's rows, the most valuable first, or the least. */
    public List<OfRow> rows(String run, boolean leastFirst, int offset, int limit) {
        return database.read(
                handle -> RunValueTable.rows(handle, run, sign(leastFirst), offset, Math.clamp(limit, 1, MAX_LISTED)));
    }

    /** A Datanet's rows in a run, the most valuable first, or the least. */
    public List<OfRow> rowsOfDatanet(long datanet, String run, boolean leastFirst, int offset, int limit) {
        return database.read(handle -> RunValueTable.rowsOfDatanet(
                handle, datanet, run, sign(leastFirst), offset, Math.clamp(limit, 1, MAX_LISTED)));
    }

    /** The models that learnt rows of a Datanet and have values, with all their contributors: models newest first. */
    public List<OfModel> ofDatanet(long datanet) {
        return database.read(handle -> RunValueTable.ofDatanet(handle, datanet, MAX_LISTED));
    }

    /** What a contributor did for each model that learnt from them, models newest first. */
    public List<OfModel> ofContributor(String contributor) {
        return database.read(handle -> RunValueTable.ofContributor(handle, contributor, MAX_LISTED));
    }

    /** What a row did for each model that learnt it, models newest first. */
    public List<OfModel> ofRow(String leaf) {
        return database.read(handle -> RunValueTable.ofRow(handle, leaf, MAX_LISTED));
    }

    private static int sign(boolean leastFirst) {
        return leastFirst ? LEAST_FIRST : MOST_FIRST;
    }
}
