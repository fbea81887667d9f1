package org.openledger.withdrawal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.InferenceTable;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.review.ReviewActTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.RunRows;
import org.openledger.log.Log;
import org.openledger.notification.Event;
import org.openledger.notification.Notifications;
import org.openledger.receipt.RowCredits;
import org.openledger.receipt.RowEarnings;
import org.openledger.registry.Origin;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;

/**
 * Takes rows back. {@link #preview} says what that concerns; {@link #withdraw} takes the texts in one transaction with the log's
 * entry, and {@link Erasing} erases afterwards what is derived from them.
 */
public final class Withdrawals {
    /** Takes the {@code datanet}. */
    public static final Listing LIST = Listing.of(
                    "w.id", "withdrawal w LEFT JOIN account a ON a.address = w.contributor")
            .where("w.datanet = :datanet")
            .searching("w.contributor")
            .searching("a.name")
            .filtering("contributor", "w.contributor")
            .sorting("timeMillis", "w.time_millis")
            .sorting("rows", "w.row_count")
            .standing("w.id DESC");

    private static final int KEYS_PER_QUERY = 500;

    /** Rows that a preview shows. */
    private static final int FIRST_ROWS = 20;

    private static final int SHOWN_CHARACTERS = 300;

    private final Database database;
    private final Blobs blobs;
    private final Log log;
    private final Runnable wake;
    private final InstantSource clock;

    /** @param wake tells that there is something to erase */
    public Withdrawals(Database database, Blobs blobs, Log log, Runnable wake, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.log = log;
        this.wake = wake;
        this.clock = clock;
    }

    /** The rows of a scope that were signed, and the uploads in it that were not. */
    private record Taken(List<Row> rows, List<Contribution> whole, List<Contribution> unsigned) {
        List<String> leaves() {
            return rows.stream().map(Row::leaf).toList();
        }
    }

    /** What taking rows back would concern. Nothing changes. */
    public Concern preview(long datanet, String contributor, WithdrawalScope scope) {
        return database.read(handle -> {
            Taken taken = taken(handle, datanet, contributor, scope);
            List<String> leaves = taken.leaves();
            Set<Long> versions = new TreeSet<>();
            Map<String, Concern.LearntModel> models = new LinkedHashMap<>();
            long earned = 0;
            long waiting = 0;
            for (List<String> part : parts(leaves)) {
                versions.addAll(WithdrawalTable.versions(handle, datanet, part));
                WithdrawalTable.learnt(handle, part)
                        .forEach(learnt -> models.merge(
                                learnt.id(),
                                new Concern.LearntModel(
                                        learnt.id(),
                                        learnt.name(),
                                        learnt.number(),
                                        learnt.origin().equals(Origin.TRAINED.name())
                                                ? Optional.of(learnt.id())
                                                : Optional.empty(),
                                        learnt.rows()),
                                (one, other) -> new Concern.LearntModel(
                                        one.id(), one.name(), one.number(), one.run(), one.rows() + other.rows())));
                RowEarnings sums = RowCredits.sums(handle, part);
                earned += sums.earnedGwei();
                waiting += sums.waitingGwei();
            }
            Schema schema = Datanets.require(handle, datanet).schema();
            return new Concern(
                    leaves.size(),
                    taken.rows().stream()
                            .limit(FIRST_ROWS)
                            .map(row -> new Concern.TakenRow(
                                    row.leaf(),
                                    row.contribution(),
                                    row.line(),
                                    cut(row.isErased() ? "" : schema.reading(row.fields()))))
                            .toList(),
                    taken.unsigned().stream().mapToLong(Contribution::rows).sum(),
                    List.copyOf(versions),
                    List.copyOf(models.values()),
                    InferenceTable.naming(handle, leaves).size(),
                    InferenceTable.showing(handle, Set.copyOf(leaves)),
                    earned,
                    waiting);
        });
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }

    /**
     * Takes a contributor's rows back. Their texts, salts and what they are found by are gone when this returns; copies in indexes,
     * conversations and free pages are when the withdrawal is finished.
     */
    public Withdrawal withdraw(long datanet, String contributor, WithdrawalScope scope) {
        Withdrawal made = database.transact(tx -> {
            Taken taken = taken(tx, datanet, contributor, scope);
            taken.unsigned().forEach(unsigned -> Contributions.discard(tx, unsigned));
            taken.whole().forEach(contribution -> RowTable.forgetDetails(tx, contribution.id()));
            return take(tx, Datanets.require(tx, datanet), contributor, Optional.empty(), taken.rows());
        });
        wake.run();
        return made;
    }

    /**
     * Takes rows of one contributor within a transaction; {@link #withdraw} is for who gave them.
     *
     * @param takedown the notice that was upheld
     */
    Withdrawal take(Handle tx, Datanet datanet, String contributor, Optional<Long> takedown, List<Row> rows) {
        long now = clock.millis();
        long id = WithdrawalTable.nextId(tx);
        List<String> leaves = rows.stream().map(Row::leaf).toList();
        String digest = WithdrawalRecord.put(blobs, datanet, contributor, takedown, leaves, now);
        long index = log.append(
                tx, List.of(WithdrawalRecord.entry(datanet, id, digest).bytes()));
        Withdrawal made = new Withdrawal(
                id, datanet.id(), contributor, takedown, rows.size(), digest, index, now, Optional.empty());
        WithdrawalTable.insert(tx, made);
        Notifications.tell(
                tx,
                Event.WITHDRAWN,
                List.of(datanet.owner(), contributor),
                "Withdrawal " + id + " took " + Notifications.rows(rows.size()) + " of Datanet " + datanet.id()
                        + " back.",
                "/datanets/" + datanet.id(),
                now);
        Versions.dropDraft(tx, datanet.id());
        RowTable.withdraw(tx, rows, datanet.schema(), id);
        rows.stream()
                .map(Row::contribution)
                .distinct()
                .forEach(contribution -> ReviewActTable.forgetWords(tx, contribution));
        RunRows.forgetAnswers(tx, new HashSet<>(leaves));
        return made;
    }

    /** There is something to erase. */
    void wake() {
        wake.run();
    }

    public Withdrawal require(long id) {
        return database.read(handle -> WithdrawalTable.find(handle, id))
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no withdrawal " + id));
    }

    /** Those of a Datanet, the latest first. */
    public ListPage<Withdrawal> list(long datanet, ListRequest request) {
        return database.read(handle -> LIST.page(handle, request, Map.of("datanet", datanet))
                .map(id -> WithdrawalTable.find(handle, Long.parseLong(id)).orElseThrow()));
    }

    /** How many rows a model learnt that were taken back after it was made. */
    public long learntBy(String model) {
        return database.read(handle -> WithdrawalTable.learntBy(handle, model));
    }

    private static Taken taken(Handle handle, long datanet, String contributor, WithdrawalScope scope) {
        Datanets.require(handle, datanet).requireToken();
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        switch (scope) {
            case WithdrawalScope.Rows some ->
                some.leaves().forEach(leaf -> taken.rows().add(require(handle, datanet, contributor, leaf)));
            case WithdrawalScope.Contribution one -> {
                Contribution contribution = ContributionTable.require(handle, one.id());
                if (contribution.datanet() != datanet
                        || !contribution.contributor().equals(contributor)) {
                    throw new DatanetException(
                            Kind.UNKNOWN,
                            "Datanet " + datanet + " has no contribution " + one.id() + " of " + contributor);
                }
                add(handle, contribution, taken);
            }
            case WithdrawalScope.All _ ->
                ContributionTable.ofContributor(handle, datanet, contributor)
                        .forEach(contribution -> add(handle, contribution, taken));
        }
        if (taken.rows().isEmpty() && taken.unsigned().isEmpty()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "there is nothing to take back: " + contributor + " has no such row left in Datanet " + datanet);
        }
        return taken;
    }

    private static Row require(Handle handle, long datanet, String contributor, String leaf) {
        return RowTable.kept(handle, leaf)
                .filter(row -> row.datanet() == datanet
                        && row.contributor().equals(contributor)
                        && row.state() != Row.State.SCREENED
                        && row.state() != Row.State.WITHDRAWN)
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN,
                        "Datanet " + datanet + " has no row " + leaf + " of " + contributor
                                + " that can be taken back"));
    }

    private static void add(Handle handle, Contribution contribution, Taken taken) {
        switch (contribution.state()) {
            case EMPTY, AWAITING_SIGNATURE -> taken.unsigned().add(contribution);
            case AWAITING_REVIEW, REVIEWED -> {
                taken.whole().add(contribution);
                RowTable.eachPart(
                        handle,
                        contribution.id(),
                        part -> part.stream()
                                .filter(row -> row.state() != Row.State.WITHDRAWN)
                                .forEach(taken.rows()::add));
            }
            case SCREENING, EXPIRED -> {}
        }
    }

    private static List<List<String>> parts(List<String> all) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_PER_QUERY) {
            parts.add(all.subList(from, Math.min(all.size(), from + KEYS_PER_QUERY)));
        }
        return parts;
    }
}
