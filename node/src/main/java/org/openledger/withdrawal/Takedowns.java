package org.openledger.withdrawal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.log.Log;
import org.openledger.notification.Event;
import org.openledger.notification.Notifications;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * Notices of anybody against rows of versions. A notice holds its rows out of new versions until it is decided. The Datanet's owner
 * may reject it at any time, and uphold it once every contributor concerned has answered or the time for that is over. Rows of a
 * notice that is upheld are taken out as if their contributor had taken them back. All that is said is an entry of the log.
 */
public final class Takedowns {
    /** How long contributors have to answer, unless an operator says otherwise. */
    public static final Duration STANDARD_ANSWER_TIME = Duration.ofDays(14);

    public static final int MAX_ROWS = 100;
    public static final int MAX_WORDS_CHARACTERS = 2_000;
    public static final int MAX_CONTACT_CHARACTERS = 200;
    /** Each holds rows: more are refused until some are decided. */
    static final int MAX_OPEN = 50;

    /** Takes the {@code datanet}. */
    public static final Listing LIST = Listing.of("t.id", "takedown t")
            .where("t.datanet = :datanet")
            .searching("t.id")
            .filtering("state", "LOWER(t.state)")
            .sorting("timeMillis", "t.created_millis")
            .standing("t.id DESC");

    private static final int SALT_BYTES = 16;

    private final Database database;
    private final Log log;
    private final Withdrawals withdrawals;
    private final Runnable publish;
    private final InstantSource clock;
    private final Duration answerTime;
    private final SecureRandom random = new SecureRandom();

    /** @param publish asks for a checkpoint over the log's new entry */
    public Takedowns(
            Database database,
            Log log,
            Withdrawals withdrawals,
            Runnable publish,
            InstantSource clock,
            Duration answerTime) {
        this.database = database;
        this.log = log;
        this.withdrawals = withdrawals;
        this.publish = publish;
        this.clock = clock;
        this.answerTime = answerTime;
    }

    /**
     * A notice with what it is about.
     *
     * @param contributors of its rows
     * @param acts what was said, the notice first
     */
    public record Whole(Takedown takedown, List<String> leaves, Set<String> contributors, List<Takedown.Act> acts) {
        public Whole {
            leaves = List.copyOf(leaves);
            contributors = Set.copyOf(contributors);
            acts = List.copyOf(acts);
        }
    }

    /** Gives notice of rows that are in a version. They are held from now on. */
    public Whole give(long datanetId, List<String> rows, String why, String contact) {
        List<String> leaves = rows.stream().distinct().sorted().toList();
        if (leaves.isEmpty() || leaves.size() > MAX_ROWS) {
            throw new DatanetException(Kind.INVALID, "'rows' must name 1 to " + MAX_ROWS + " rows by their leaves");
        }
        requireWords("why", why, MAX_WORDS_CHARACTERS);
        requireWords("contact", contact, MAX_CONTACT_CHARACTERS);
        return saying(tx -> {
            Datanet datanet = Datanets.require(tx, datanetId);
            if (TakedownTable.countOpen(tx, datanetId) >= MAX_OPEN) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "Datanet " + datanetId + " has " + MAX_OPEN
                                + " open notices: its owner must decide some before it takes another");
            }
            leaves.forEach(leaf -> requireRow(tx, datanetId, leaf));
            long now = clock.millis();
            Takedown notice = new Takedown(
                    TakedownTable.nextId(tx),
                    datanet.id(),
                    Takedown.State.OPEN,
                    contact.strip(),
                    now,
                    Instant.ofEpochMilli(now).plus(answerTime).toEpochMilli(),
                    Optional.empty());
            TakedownTable.insert(tx, notice, leaves);
            leaves.forEach(leaf -> RowTable.hold(tx, leaf, notice.id()));
            Versions.dropDraft(tx, datanetId);
            say(tx, datanet, notice.id(), Takedown.Kind.NOTICE, "", why.strip());
            tell(tx, datanet, notice.id(), "There is a notice against");
            return notice.id();
        });
    }

    /** A contributor answers a notice of their rows, once. */
    public Whole answer(long id, String contributor, String words) {
        requireWords("words", words, MAX_WORDS_CHARACTERS);
        return saying(tx -> {
            Whole whole = requireOpen(tx, id);
            if (!whole.contributors().contains(contributor)) {
                throw new DatanetException(Kind.FORBIDDEN, "notice " + id + " names no row of " + contributor);
            }
            if (answered(whole).contains(contributor)) {
                throw new DatanetException(Kind.CONFLICT, contributor + " has answered notice " + id + " already");
            }
            Datanet datanet = Datanets.require(tx, whole.takedown().datanet());
            say(tx, datanet, id, Takedown.Kind.COUNTER, contributor, words.strip());
            tell(tx, datanet, id, "A contributor answered the notice against");
            return id;
        });
    }

    /** The owner decides a notice. */
    public Whole decide(long id, String owner, boolean uphold, String words) {
        requireWords("words", words, MAX_WORDS_CHARACTERS);
        Whole decided = saying(tx -> {
            Whole whole = requireOpen(tx, id);
            Datanet datanet = Datanets.require(tx, whole.takedown().datanet());
            if (!datanet.owner().equals(owner)) {
                throw new DatanetException(
                        Kind.FORBIDDEN,
                        "only the owner of Datanet " + datanet.id() + ", " + datanet.owner() + ", decides its notices");
            }
            if (uphold) {
                requireAnswered(whole);
            }
            TakedownTable.decide(tx, id, uphold ? Takedown.State.UPHELD : Takedown.State.REJECTED, clock.millis());
            say(tx, datanet, id, uphold ? Takedown.Kind.UPHELD : Takedown.Kind.REJECTED, owner, words.strip());
            tell(tx, datanet, id, (uphold ? "Upheld" : "Rejected") + " is the notice against");
            release(tx, whole);
            if (uphold) {
                takeOut(tx, datanet, whole);
            }
            return id;
        });
        withdrawals.wake();
        return decided;
    }

    /** Rows that another open notice names stay held, by that one. */
    private static void release(Handle tx, Whole whole) {
        RowTable.release(tx, whole.takedown().id());
        whole.leaves()
                .forEach(leaf -> TakedownTable.openNaming(tx, leaf).stream()
                        .findFirst()
                        .ifPresent(other -> RowTable.hold(tx, leaf, other)));
        Versions.dropDraft(tx, whole.takedown().datanet());
    }

    private void takeOut(Handle tx, Datanet datanet, Whole whole) {
        Map<String, List<Row>> byContributor = new TreeMap<>();
        whole.leaves().stream()
                .flatMap(leaf -> RowTable.kept(tx, leaf).stream())
                .filter(row -> row.state() != Row.State.WITHDRAWN)
                .forEach(row -> byContributor
                        .computeIfAbsent(row.contributor(), _ -> new ArrayList<>())
                        .add(row));
        byContributor.forEach((contributor, rows) -> withdrawals.take(
                tx, datanet, contributor, Optional.of(whole.takedown().id()), rows));
    }

    private void requireAnswered(Whole whole) {
        Set<String> silent = whole.contributors().stream()
                .filter(contributor -> !answered(whole).contains(contributor))
                .collect(Collectors.toSet());
        if (!silent.isEmpty() && clock.millis() < whole.takedown().deadlineMillis()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "notice " + whole.takedown().id() + " can be upheld when its contributors have answered, or from "
                            + Instant.ofEpochMilli(whole.takedown().deadlineMillis()) + " on: "
                            + String.join(", ", silent)
                            + " has not answered yet");
        }
    }

    private static Set<String> answered(Whole whole) {
        return whole.acts().stream()
                .filter(act -> act.act() == Takedown.Kind.COUNTER)
                .map(Takedown.Act::who)
                .collect(Collectors.toSet());
    }

    private static void requireRow(Handle handle, long datanet, String leaf) {
        boolean isThere = RowTable.kept(handle, leaf)
                .filter(row -> row.datanet() == datanet
                        && row.firstVersion().isPresent()
                        && row.state() != Row.State.WITHDRAWN)
                .isPresent();
        if (!isThere) {
            throw new DatanetException(
                    Kind.UNKNOWN, "no version of Datanet " + datanet + " has a row " + leaf + " that is there");
        }
    }

    /** The owner, and whose rows it is about. */
    private void tell(Handle tx, Datanet datanet, long id, String what) {
        Whole whole = whole(tx, id);
        List<String> accounts = new ArrayList<>(whole.contributors());
        accounts.add(datanet.owner());
        String words = what + " " + Notifications.rows(whole.leaves().size()) + " of Datanet " + datanet.id()
                + ", number " + id + ".";
        Notifications.tell(tx, Event.NOTICE, accounts, words, "/datanets/" + datanet.id() + "/notices", clock.millis());
    }

    private interface Saying {
        long in(Handle tx);
    }

    private Whole saying(Saying saying) {
        Whole whole = database.transact(tx -> whole(tx, saying.in(tx)));
        publish.run();
        return whole;
    }

    private void say(Handle tx, Datanet datanet, long id, Takedown.Kind kind, String who, String words) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        long number = TakedownTable.acts(tx, id).size() + 1L;
        Takedown.Act act = new Takedown.Act(id, number, kind, who, words, Hex.of(salt), clock.millis(), 0);
        List<String> leaves = TakedownTable.leaves(tx, id);
        long index = log.append(tx, List.of(entry(datanet.id(), act, leaves).bytes()));
        TakedownTable.say(tx, new Takedown.Act(id, number, kind, who, words, act.salt(), act.timeMillis(), index));
    }

    /** What the log has of something that was said. */
    static LogEntry entry(long datanet, Takedown.Act act, List<String> leaves) {
        byte[] said = CanonicalJson.write(Json.object()
                .put("schema", "openledger.takedown/1")
                .put("datanet", datanet)
                .put("takedown", act.takedown())
                .put("number", act.number())
                .put("act", act.act().name())
                .put("who", act.who())
                .put("words", act.words())
                .put("rows", Json.strings(leaves))
                .put("timeMillis", act.timeMillis())
                .build());
        return LogEntry.of(
                LogEntry.TAKEDOWN,
                act.takedown() + "/" + act.number(),
                Hex.of(Hashes.sha256(Hex.parse(act.salt()), said)));
    }

    private static void requireWords(String field, String words, int most) {
        if (words.isBlank() || words.length() > most || words.indexOf('\0') >= 0) {
            throw new DatanetException(Kind.INVALID, "'" + field + "' must have 1 to " + most + " characters");
        }
    }

    private static Whole requireOpen(Handle handle, long id) {
        Whole whole = whole(handle, id);
        if (whole.takedown().state() != Takedown.State.OPEN) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "notice " + id + " was decided: it is " + whole.takedown().state() + " now");
        }
        return whole;
    }

    /** The notice with this number; {@link DatanetException} when there is none. */
    public Whole require(long id) {
        return database.read(handle -> whole(handle, id));
    }

    /** Those of a Datanet, the latest first. */
    public ListPage<Whole> list(long datanet, ListRequest request) {
        return database.read(handle ->
                LIST.page(handle, request, Map.of("datanet", datanet)).map(id -> whole(handle, Long.parseLong(id))));
    }

    private static Whole whole(Handle handle, long id) {
        Takedown takedown = TakedownTable.find(handle, id)
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no notice " + id));
        List<String> leaves = TakedownTable.leaves(handle, id);
        return new Whole(
                takedown,
                leaves,
                leaves.stream()
                        .flatMap(leaf -> RowTable.kept(handle, leaf).stream())
                        .map(Row::contributor)
                        .collect(Collectors.toSet()),
                TakedownTable.acts(handle, id));
    }
}
