package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.Hex;

/** The SQL of rows, and of the lines that did not become rows. */
public final class RowTable {
    private static final int FETCH_ROWS = 256;

    /** SQL of a row {@code r} with who gave it; what follows may name {@code r} and its contribution {@code g}. */
    static final String ROWS =
            "SELECT r.*, g.contributor AS given_by FROM datanet_row r JOIN contribution g ON g.id = r.contribution\n";

    /** SQL of a row with what its words mean, in the Datanet {@code d}. */
    static final String MEANT = """
            SELECT r.*, g.contributor AS given_by, d.name AS datanet_name, d.schema_name FROM datanet_row r
            JOIN contribution g ON g.id = r.contribution JOIN datanet d ON d.id = r.datanet
            """;

    /** SQL of a leaf as the hexadecimal digits that it is known by. */
    public static String digits(String column) {
        return "lower(hex(" + column + "))";
    }

    private RowTable() {}

    /** Files the candidates as rows, and those that are refused as rejected lines. */
    public static void insert(
            Handle tx, long contribution, long datanet, List<Candidate> rows, Map<Long, Verdict> verdicts) {
        PreparedBatch kept = tx.prepareBatch("""
                INSERT INTO datanet_row (id, contribution, datanet, line, leaf, salt, content, text_digest,
                    cluster, state, reason, detail, leader, held, corrects)
                VALUES (:id, :contribution, :datanet, :line, :leaf, :salt, :content, :textDigest, :cluster,
                    'SCREENED', :reason, :detail, :leader, :held, :corrects)""");
        List<Candidate> filed = new ArrayList<>();
        for (Candidate row : rows) {
            Optional<Verdict> verdict = Optional.ofNullable(verdicts.get(row.id()));
            Optional<Leader> leader = verdict.flatMap(Verdict::leader);
            if (verdict.isPresent() && verdict.get().act() == Treatment.REFUSE) {
                reject(
                        tx,
                        contribution,
                        new Rejection(
                                row.line(),
                                verdict.get().reason(),
                                verdict.get().detail(),
                                leader.map(Leader::leaf)));
                continue;
            }
            kept.bind("id", row.id())
                    .bind("contribution", contribution)
                    .bind("datanet", datanet)
                    .bind("line", row.line())
                    .bind("leaf", Hex.parse(row.leaf()))
                    .bind("salt", Hex.parse(row.salt()))
                    .bind("content", row.content())
                    .bind("textDigest", Hex.parse(row.fingerprint().textDigest()))
                    .bind("cluster", leader.map(Leader::cluster).orElse(row.id()))
                    .bind("reason", verdict.map(Verdict::reason))
                    .bind("detail", verdict.map(Verdict::detail))
                    .bind("leader", leader.map(Leader::leaf))
                    .bind(
                            "held",
                            verdict.filter(each -> each.act() == Treatment.HOLD).map(_ -> 1L))
                    .bind("corrects", row.corrects())
                    .add();
            filed.add(row);
        }
        kept.execute();
        file(tx, filed);
    }

    /** Files rows that are kept under their shingles. */
    static void file(Handle tx, List<Candidate> rows) {
        ShingleTable.add(tx, rows);
    }

    /** Writes the digests of rows that were kept with those of an earlier form. */
    static void updateTextDigests(Handle tx, List<Candidate> rows) {
        PreparedBatch digests = tx.prepareBatch("UPDATE datanet_row SET text_digest = :digest WHERE id = :id");
        rows.forEach(row -> digests.bind("digest", Hex.parse(row.fingerprint().textDigest()))
                .bind("id", row.id())
                .add());
        digests.execute();
    }

    public static void reject(Handle tx, long contribution, Rejection rejection) {
        tx.createUpdate("""
                        INSERT INTO rejected_line (contribution, line, reason, detail, leader)
                        VALUES (:contribution, :line, :reason, :detail, :leader)""")
                .bind("contribution", contribution)
                .bindMethods(rejection)
                .execute();
    }

    /** Forgets the rows of a contribution that was never signed. */
    public static void deleteOf(Handle tx, long contribution, Schema schema) {
        eachPart(tx, contribution, part -> {
            List<Candidate> rows =
                    part.stream().map(row -> Candidate.of(row, schema)).toList();
            ShingleTable.delete(tx, rows);
        });
        tx.createUpdate("DELETE FROM datanet_row WHERE contribution = :id")
                .bind("id", contribution)
                .execute();
        tx.createUpdate("DELETE FROM rejected_line WHERE contribution = :id")
                .bind("id", contribution)
                .execute();
    }

    /** The contribution is signed: its rows take their place, and those that passed screening wait for review. */
    public static void commit(Handle tx, long contribution, long position) {
        tx.createUpdate("""
                        UPDATE datanet_row SET commit_position = :position,
                            state = CASE WHEN state = 'SCREENED' THEN 'COMMITTED' ELSE state END
                        WHERE contribution = :id""").bind("id", contribution).bind("position", position).execute();
    }

    /** How many rows of a contribution wait for their review. */
    public static long countWaiting(Handle handle, long contribution) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE contribution = :id AND state = 'COMMITTED'")
                .bind("id", contribution)
                .mapTo(Long.class)
                .one();
    }

    /** How many rows of a contribution wait for their owner's own word. */
    public static long countHeld(Handle handle, long contribution) {
        return handle.createQuery("""
                        SELECT count(*) FROM datanet_row
                        WHERE contribution = :id AND held = 1 AND state IN ('SCREENED', 'COMMITTED')""")
                .bind("id", contribution)
                .mapTo(Long.class)
                .one();
    }

    /** How many rows of a contribution were taken and shown neither to the owner nor to who took them. */
    public static long countAcceptedUnseen(Handle handle, long contribution) {
        return handle.createQuery("""
                        SELECT count(*) FROM datanet_row
                        WHERE contribution = :id AND state = 'ACCEPTED' AND seen_millis IS NULL""")
                .bind("id", contribution)
                .mapTo(Long.class)
                .one();
    }

    /** Rows were shown to the Datanet's owner. */
    public static void seen(Handle tx, long contribution, Collection<Long> lines, long nowMillis) {
        for (List<Long> part : QueryKeys.parts(List.copyOf(lines))) {
            tx.createUpdate("""
                            UPDATE datanet_row SET seen_millis = :now
                            WHERE contribution = :id AND line IN (<lines>) AND seen_millis IS NULL""")
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .bind("now", nowMillis)
                    .execute();
        }
    }

    /** The row of a line of a contribution, where there is one. */
    public static Optional<ReviewedRow> reviewed(Handle handle, long contribution, long line) {
        return handle.createQuery(ROWS + "WHERE r.contribution = :id AND r.line = :line")
                .bind("id", contribution)
                .bind("line", line)
                .mapTo(ReviewedRow.class)
                .findOne();
    }

    /** Rows that were not taken lead nothing, and make room for others under their shingles. */
    public static void unfileRejected(Handle tx, long contribution, Schema schema) {
        eachPart(
                tx,
                contribution,
                part -> ShingleTable.delete(
                        tx,
                        part.stream()
                                .filter(row -> row.state() == Row.State.REJECTED && !row.isErased())
                                .map(row -> Candidate.of(row, schema))
                                .toList()));
    }

    /**
     * Rows of a contribution that have the text of a row that their Datanet has taken already, as candidates and what they repeat. The
     * sum keeps the database from looking through all rows of the Datanet for each of them, in place of those with the text.
     */
    public static List<KeptRow> withTakenText(Handle handle, long contribution) {
        return handle.createQuery(MEANT + """
                        WHERE r.contribution = :id AND r.state = 'COMMITTED' AND EXISTS
                          (SELECT 1 FROM datanet_row t WHERE t.text_digest = r.text_digest AND t.datanet + 0 = r.datanet
                            AND t.state = 'ACCEPTED')""")
                .bind("id", contribution)
                .mapTo(KeptRow.class)
                .list();
    }

    /** The chain refused the contribution: those of its rows that are in no version are out. */
    public static void refuseByChain(Handle tx, long contribution, String why) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why
                        WHERE contribution = :id AND state <> 'REJECTED' AND first_version IS NULL""")
                .bind("id", contribution)
                .bind("reason", Reason.CHAIN_REFUSED)
                .bind("why", why)
                .execute();
    }

    /** A row that passed screening, or waits for review, is related to one that came first. */
    public static void follow(Handle tx, long id, Verdict verdict) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = CASE WHEN :refused = 1 THEN 'REJECTED' ELSE state END,
                            held = CASE WHEN :holds = 1 THEN 1 ELSE held END, reason = :reason, detail = :detail,
                            leader = :leader, cluster = coalesce(:cluster, cluster)
                        WHERE id = :id AND state IN ('SCREENED', 'COMMITTED')""")
                .bind("id", id)
                .bind("refused", verdict.act() == Treatment.REFUSE ? 1 : 0)
                .bind("holds", verdict.act() == Treatment.HOLD ? 1 : 0)
                .bind("reason", verdict.reason())
                .bind("detail", verdict.detail())
                .bind("leader", verdict.leader().map(Leader::leaf))
                .bind("cluster", verdict.leader().map(Leader::cluster))
                .execute();
    }

    /**
     * Makes the next version: the accepted rows enter that are in none, those that were taken back or are held leave, and those that
     * are held no longer come back. Refused contributions give none.
     */
    public static VersionRows enterVersion(Handle tx, long datanet, long number) {
        int entered = tx.createUpdate("""
                        UPDATE datanet_row SET first_version = :number
                        WHERE datanet = :datanet AND state = 'ACCEPTED' AND first_version IS NULL AND held_by IS NULL
                          AND contribution IN
                            (SELECT id FROM contribution WHERE datanet = :datanet AND chain_state <> 'REFUSED')""")
                .bind("datanet", datanet)
                .bind("number", number)
                .execute();
        return new VersionRows(
                entered, AbsenceTable.leave(tx, datanet, number) + AbsenceTable.comeBack(tx, datanet, number));
    }

    /**
     * What a version has other than the one before.
     *
     * @param entered rows that stand in it for the first time, at its end
     * @param moved rows that left it or came back to it
     */
    public record VersionRows(int entered, int moved) {
        public boolean areAsBefore() {
            return entered + moved == 0;
        }
    }

    /** Undoes {@link #enterVersion}. */
    public static void leaveDraft(Handle tx, long datanet, long number) {
        tx.createUpdate("""
                        UPDATE datanet_row SET first_version = NULL WHERE datanet = :datanet AND first_version = :number""").bind("datanet", datanet).bind("number", number).execute();
        AbsenceTable.undo(tx, datanet, number);
    }

    /**
     * Takes rows back: text, salt and all that they are found by are gone; the leaf stays.
     *
     * @param rows of one Datanet, whole or erased
     */
    public static void withdraw(Handle tx, List<Row> rows, Schema schema, long withdrawal) {
        List<Candidate> filed = rows.stream()
                .filter(row -> !row.isErased())
                .map(row -> Candidate.of(row, schema))
                .toList();
        ShingleTable.delete(tx, filed);
        PreparedBatch gone = tx.prepareBatch("""
                UPDATE datanet_row SET salt = :nothing, content = '', text_digest = :nothing, detail = NULL, state = 'WITHDRAWN',
                    withdrawal = :withdrawal, held_by = NULL
                WHERE id = :id""");
        rows.forEach(row -> gone.bind("id", row.id())
                .bind("nothing", new byte[0])
                .bind("withdrawal", withdrawal)
                .add());
        gone.execute();
        PreparedBatch told = tx.prepareBatch("UPDATE rejected_line SET detail = '' WHERE leader = :leaf");
        rows.forEach(row -> told.bind("leaf", row.leaf()).add());
        told.execute();
    }

    /** Forgets what was said of the lines of a contribution that did not become rows: it quotes them. */
    public static void forgetDetails(Handle tx, long contribution) {
        tx.createUpdate("UPDATE rejected_line SET detail = '' WHERE contribution = :id")
                .bind("id", contribution)
                .execute();
    }

    /** The rows that a withdrawal took back, in the order of their signatures. */
    public static List<Row> withdrawnBy(Handle handle, long withdrawal) {
        return handle.createQuery(ROWS + "WHERE r.withdrawal = :withdrawal ORDER BY r.commit_position, r.line")
                .bind("withdrawal", withdrawal)
                .mapTo(Row.class)
                .list();
    }

    /** The latest withdrawal that took a row back; 0 before the first. */
    public static long lastWithdrawal(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(withdrawal), 0) FROM datanet_row WHERE withdrawal IS NOT NULL")
                .mapTo(Long.class)
                .one();
    }

    /** Whether any row of some Datanets was taken back. */
    public static boolean anyWithdrawn(Handle handle, List<Long> datanets) {
        return !datanets.isEmpty()
                && handle.createQuery("""
                                        SELECT count(*) FROM datanet_row
                                        WHERE withdrawal IS NOT NULL AND datanet IN (<datanets>)""")
                                .bindList("datanets", datanets)
                                .mapTo(Long.class)
                                .one()
                        > 0;
    }

    /** Holds a row out of new versions, unless another notice does. */
    public static void hold(Handle tx, String leaf, long takedown) {
        tx.createUpdate("UPDATE datanet_row SET held_by = :takedown WHERE leaf = unhex(:leaf) AND held_by IS NULL")
                .bind("leaf", leaf)
                .bind("takedown", takedown)
                .execute();
    }

    /** Ends the hold of a notice. */
    public static void release(Handle tx, long takedown) {
        tx.createUpdate("UPDATE datanet_row SET held_by = NULL WHERE held_by = :takedown")
                .bind("takedown", takedown)
                .execute();
    }

    /** The row with a leaf as it is kept, damaged or not. */
    public static Optional<Row> kept(Handle handle, String leaf) {
        return find(handle, leaf);
    }

    /** How many rows a Datanet's owner has taken, in a version or not. */
    public static long countAccepted(Handle handle, long datanet) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE datanet = :datanet AND state = :accepted")
                .bind("datanet", datanet)
                .bind("accepted", Row.State.ACCEPTED)
                .mapTo(Long.class)
                .one();
    }

    /** How many rows of a contribution the Datanet's owner has taken. */
    public static long countAcceptedOf(Handle handle, long contribution) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE contribution = :id AND state = :accepted")
                .bind("id", contribution)
                .bind("accepted", Row.State.ACCEPTED)
                .mapTo(Long.class)
                .one();
    }

    /** Rows of an upload that passed screening and were refused later. */
    public static long countRejectedOf(Handle handle, long contribution) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE contribution = :id AND state = :rejected")
                .bind("id", contribution)
                .bind("rejected", Row.State.REJECTED)
                .mapTo(Long.class)
                .one();
    }

    /** How many rows of a contribution were taken back. */
    public static long countWithdrawnOf(Handle handle, long contribution) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE contribution = :id AND state = :withdrawn")
                .bind("id", contribution)
                .bind("withdrawn", Row.State.WITHDRAWN)
                .mapTo(Long.class)
                .one();
    }

    /** How many rows the owners of all Datanets have taken. */
    public static long countAccepted(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE state = :accepted")
                .bind("accepted", Row.State.ACCEPTED)
                .mapTo(Long.class)
                .one();
    }

    /** The tree over a contribution's leaves, in the order of their lines. */
    public static MerkleTree.Growing treeOfContribution(Handle handle, long contribution) {
        MerkleTree.Growing tree = new MerkleTree.Growing();
        handle.createQuery("SELECT leaf FROM datanet_row WHERE contribution = :id ORDER BY line")
                .bind("id", contribution)
                .setFetchSize(FETCH_ROWS)
                .mapTo(byte[].class)
                .forEach(tree::add);
        return tree;
    }

    /** The leaves of a contribution's rows by their lines. */
    public static SortedMap<Long, String> leavesByLine(Handle handle, long contribution) {
        record Leaf(long line, String leaf) {}
        SortedMap<Long, String> leaves = new TreeMap<>();
        handle.createQuery("SELECT line, " + digits("leaf") + " AS leaf FROM datanet_row WHERE contribution = :id")
                .bind("id", contribution)
                .mapTo(Leaf.class)
                .forEach(row -> leaves.put(row.line(), row.leaf()));
        return leaves;
    }

    /** A contribution's rows in parts of bounded size. */
    public static void eachPart(Handle handle, long contribution, Consumer<List<Row>> visitor) {
        long line = 0;
        while (true) {
            List<Row> part = handle.createQuery(
                            ROWS + "WHERE r.contribution = :id AND r.line > :line ORDER BY r.line LIMIT :limit")
                    .bind("id", contribution)
                    .bind("line", line)
                    .bind("limit", FETCH_ROWS)
                    .mapTo(Row.class)
                    .list();
            if (part.isEmpty()) {
                return;
            }
            visitor.accept(part);
            line = part.getLast().line();
        }
    }

    /** The row with a leaf; a damaged one is refused, see {@link Row#whole}. */
    public static Optional<Row> byLeaf(Handle handle, String leaf) {
        return find(handle, leaf).map(Row::whole);
    }

    /** The row with a leaf, where it is there and whole. */
    public static Optional<Row> wholeByLeaf(Handle handle, String leaf) {
        return find(handle, leaf).filter(row -> !row.isErased() && row.isAsItsLeafSays());
    }

    private static Optional<Row> find(Handle handle, String leaf) {
        return handle.createQuery(ROWS + "WHERE r.leaf = unhex(:leaf)")
                .bind("leaf", leaf)
                .mapTo(Row.class)
                .findOne();
    }

    /** The rows of a version in the order of its tree: later versions add at the end, and leave out what was taken back or is held. */
    public static Stream<Row> ofVersion(Handle handle, long datanet, long number) {
        return ofVersion(handle, datanet, number, 0, Integer.MAX_VALUE);
    }

    public static Stream<Row> ofVersion(Handle handle, long datanet, long number, int offset, int limit) {
        return handle
                .createQuery(ROWS + """
                        WHERE r.datanet = :datanet AND r.first_version <= :number AND <present>
                        ORDER BY r.first_version, r.commit_position, r.line LIMIT :limit OFFSET :offset""")
                .define("present", AbsenceTable.present("r.id", ":number"))
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("limit", limit)
                .bind("offset", offset)
                .setFetchSize(FETCH_ROWS)
                .mapTo(Row.class)
                .map(Row::whole)
                .stream();
    }

    /** The rows of a version that another has not, in the order of its tree. */
    public static List<Row> onlyIn(Handle handle, long datanet, long number, long other) {
        return handle.createQuery(ROWS + """
                        WHERE r.datanet = :datanet AND r.first_version <= :number AND <present>
                          AND NOT (r.first_version <= :other AND <presentToo>)
                        ORDER BY r.first_version, r.commit_position, r.line""")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("other", other)
                .define("present", AbsenceTable.present("r.id", ":number"))
                .define("presentToo", AbsenceTable.present("r.id", ":other"))
                .mapTo(Row.class)
                .list();
    }

    /** The published versions that have a row, the oldest first. */
    public static List<Long> versionsOf(Handle handle, Row row) {
        return handle.createQuery("""
                        SELECT v.number FROM version v
                        WHERE v.datanet = :datanet AND v.state = 'PUBLISHED' AND v.number >= :first AND <present>
                        ORDER BY v.number""")
                .bind("datanet", row.datanet())
                .bind("first", row.firstVersion().orElse(Long.MAX_VALUE))
                .bind("id", row.id())
                .define("present", AbsenceTable.present(":id", "v.number"))
                .mapTo(Long.class)
                .list();
    }

    /** Whether an open notice holds a row. */
    public static boolean isHeld(Handle handle, String leaf) {
        return handle.createQuery("SELECT count(*) FROM datanet_row WHERE leaf = unhex(:leaf) AND held_by IS NOT NULL")
                        .bind("leaf", leaf)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** How many rows of a version were taken back. */
    public static long countWithdrawn(Handle handle, long datanet, long number) {
        return handle.createQuery("""
                        SELECT count(*) FROM datanet_row r
                        WHERE r.datanet = :datanet AND r.first_version <= :number AND r.withdrawal IS NOT NULL AND <present>""")
                .bind("datanet", datanet)
                .bind("number", number)
                .define("present", AbsenceTable.present("r.id", ":number"))
                .mapTo(Long.class)
                .one();
    }

    /** The leaves of the rows that stand in a version for the first time, in the order of its tree, as long as none was absent. */
    public static void eachLeafEntering(Handle handle, long datanet, long number, Consumer<byte[]> consumer) {
        handle.createQuery("""
                        SELECT leaf FROM datanet_row WHERE datanet = :datanet AND first_version = :number
                        ORDER BY commit_position, line""")
                .bind("datanet", datanet)
                .bind("number", number)
                .setFetchSize(FETCH_ROWS)
                .mapTo(byte[].class)
                .forEach(consumer);
    }

    /** The leaves of a version in the order of its tree. */
    public static List<byte[]> leavesOfVersion(Handle handle, long datanet, long number) {
        return handle.createQuery("""
                        SELECT r.leaf FROM datanet_row r
                        WHERE r.datanet = :datanet AND r.first_version <= :number AND <present>
                        ORDER BY r.first_version, r.commit_position, r.line""")
                .define("present", AbsenceTable.present("r.id", ":number"))
                .bind("datanet", datanet)
                .bind("number", number)
                .setFetchSize(FETCH_ROWS)
                .mapTo(byte[].class)
                .list();
    }

    /** What became of the lines of an upload after one, in their order. */
    public static List<LineHistory> history(Handle handle, long contribution, long afterLine, int limit) {
        return handle.createQuery("""
                        SELECT * FROM (
                          SELECT line, <leaf> AS leaf, state, reason, detail, leader, first_version, held, decided_by, decided_millis
                          FROM datanet_row
                          WHERE contribution = :id AND line > :after
                          UNION ALL
                          SELECT line, NULL, 'REJECTED', reason, detail, leader, NULL, NULL, NULL, NULL FROM rejected_line
                          WHERE contribution = :id AND line > :after) AS lines
                        ORDER BY line LIMIT :limit""")
                .define("leaf", digits("leaf"))
                .bind("id", contribution)
                .bind("after", afterLine)
                .bind("limit", limit)
                .mapTo(LineHistory.class)
                .list();
    }

    /** The first lines of an upload that did not become rows. */
    public static List<Rejection> rejections(Handle handle, long contribution, int limit) {
        return handle.createQuery("SELECT * FROM rejected_line WHERE contribution = :id ORDER BY line LIMIT :limit")
                .bind("id", contribution)
                .bind("limit", limit)
                .mapTo(Rejection.class)
                .list();
    }

    /** The first lines of an upload that are related to a row that is there, refused or not. */
    public static List<Rejection> related(Handle handle, long contribution, int limit) {
        return handle.createQuery("""
                        SELECT * FROM (
                          SELECT line, reason, detail, leader FROM datanet_row
                          WHERE contribution = :id AND leader IS NOT NULL
                          UNION ALL
                          SELECT line, reason, detail, leader FROM rejected_line
                          WHERE contribution = :id AND leader IS NOT NULL) AS lines
                        ORDER BY line LIMIT :limit""")
                .bind("id", contribution)
                .bind("limit", limit)
                .mapTo(Rejection.class)
                .list();
    }

    /** Rows by their ids. */
    public static List<KeptRow> byId(Handle handle, Collection<Long> ids) {
        List<KeptRow> rows = new ArrayList<>(ids.size());
        for (List<Long> part : QueryKeys.parts(List.copyOf(ids))) {
            handle.createQuery(MEANT + "WHERE r.id IN (<ids>)")
                    .bindList("ids", part)
                    .mapTo(KeptRow.class)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Rows by their leaves. */
    public static List<KeptRow> byLeaves(Handle handle, List<String> leaves) {
        List<KeptRow> rows = new ArrayList<>(leaves.size());
        for (List<String> part : QueryKeys.parts(leaves)) {
            handle.createQuery(MEANT + "WHERE r.leaf IN (<leaves>)")
                    .bindList("leaves", bytes(part))
                    .mapTo(KeptRow.class)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** The rows in a scope that have one of these texts. */
    public static List<KeptRow> byText(Handle handle, List<String> textDigests, SearchScope scope) {
        return handle.createQuery(MEANT + """
                        WHERE r.text_digest IN (<digests>)
                        AND ((r.commit_position > :afterPosition AND\s""" + SearchScope.MAY_LEAD + """
                        ) OR (r.contribution = :contribution AND :afterPosition < 0))""")
                .bindList("digests", bytes(textDigests))
                .bindMethods(scope)
                .mapTo(KeptRow.class)
                .list();
    }

    /** Hexadecimal digits as they stand in the table. */
    public static List<byte[]> bytes(Collection<String> digits) {
        return digits.stream().map(Hex::parse).toList();
    }
}
