package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.Hex;

/** The SQL of rows, and of the lines that did not become rows. */
public final class RowTable {
    private static final int FETCH_ROWS = 256;

    private RowTable() {}

    /** Files the candidates as rows, and those that are refused as rejected lines. */
    public static void insert(
            Handle tx,
            long contribution,
            long datanet,
            String contributor,
            List<Candidate> rows,
            Map<Long, Verdict> verdicts) {
        PreparedBatch kept = tx.prepareBatch("""
                INSERT INTO datanet_row (id, contribution, datanet, contributor, line, leaf, salt, content, text_digest,
                    cluster, state, reason, detail, leader, held, corrects)
                VALUES (:id, :contribution, :datanet, :by, :line, :leaf, :salt, :content, :textDigest, :cluster,
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
                    .bind("by", contributor)
                    .bind("line", row.line())
                    .bind("leaf", row.leaf())
                    .bind("salt", row.salt())
                    .bind("content", row.content())
                    .bind("textDigest", row.fingerprint().textDigest())
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
        rows.forEach(row -> digests.bind("digest", row.fingerprint().textDigest())
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
        tx.createUpdate("UPDATE datanet_row SET commit_position = :position WHERE contribution = :id")
                .bind("id", contribution)
                .bind("position", position)
                .execute();
        move(tx, contribution, Row.State.SCREENED, Row.State.COMMITTED);
    }

    /** The owner takes the rows that wait for review, but for those that are held. */
    public static void acceptRest(Handle tx, long contribution) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'ACCEPTED'
                        WHERE contribution = :id AND state = 'COMMITTED' AND held IS NULL""").bind("id", contribution).execute();
    }

    /** The owner takes one row, held or not; false where none with this line waits for review. */
    public static boolean acceptLine(Handle tx, long contribution, long line) {
        return tx.createUpdate("""
                                UPDATE datanet_row SET state = 'ACCEPTED'
                                WHERE contribution = :id AND line = :line AND state = 'COMMITTED'""").bind("id", contribution).bind("line", line).execute() > 0;
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

    /** How many rows of a contribution were taken and never shown to who took them. */
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
        return handle.createQuery("SELECT * FROM datanet_row WHERE contribution = :id AND line = :line")
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

    /** Rows of a contribution that have the text of a row that their Datanet has taken already, as candidates and what they repeat. */
    public static List<KeptRow> withTakenText(Handle handle, long contribution) {
        return handle.createQuery("""
                        SELECT r.*, d.name AS datanet_name, d.schema_name FROM datanet_row r
                        JOIN datanet d ON d.id = r.datanet
                        WHERE r.contribution = :id AND r.state = 'COMMITTED' AND EXISTS
                          (SELECT 1 FROM datanet_row t WHERE t.text_digest = r.text_digest AND t.datanet = r.datanet
                            AND t.state = 'ACCEPTED')""")
                .bind("id", contribution)
                .mapTo(KeptRow.class)
                .list();
    }

    private static void move(Handle tx, long contribution, Row.State from, Row.State to) {
        tx.createUpdate("UPDATE datanet_row SET state = :to WHERE contribution = :id AND state = :from")
                .bind("id", contribution)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /** The owner does not take the rows that wait for review. */
    public static void refuse(Handle tx, long contribution, String why) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why
                        WHERE contribution = :id AND state = 'COMMITTED'""")
                .bind("id", contribution)
                .bind("reason", Reason.REVIEW)
                .bind("why", why)
                .execute();
    }

    /** The owner does not take one row; false where none with this line waits for review. */
    public static boolean refuseLine(Handle tx, long contribution, long line, String why) {
        return tx.createUpdate("""
                                UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why
                                WHERE contribution = :id AND line = :line AND state = 'COMMITTED'""")
                        .bind("id", contribution)
                        .bind("line", line)
                        .bind("reason", Reason.REVIEW)
                        .bind("why", why)
                        .execute()
                > 0;
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

    /** Puts the accepted rows into a version that are in none; how many there are. Refused contributions give none. */
    public static int enterVersion(Handle tx, long datanet, long number) {
        return tx.createUpdate("""
                        UPDATE datanet_row SET first_version = :number
                        WHERE datanet = :datanet AND state = 'ACCEPTED' AND first_version IS NULL
                          AND contribution IN
                            (SELECT id FROM contribution WHERE datanet = :datanet AND chain_state <> 'REFUSED')""")
                .bind("datanet", datanet)
                .bind("number", number)
                .execute();
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
                .mapTo(String.class)
                .forEach(leaf -> tree.add(Hex.parse(leaf)));
        return tree;
    }

    /** A contribution's rows in parts of bounded size. */
    public static void eachPart(Handle handle, long contribution, Consumer<List<Row>> visitor) {
        long line = 0;
        while (true) {
            List<Row> part = handle.createQuery("""
                            SELECT * FROM datanet_row WHERE contribution = :id AND line > :line
                            ORDER BY line LIMIT :limit""")
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
        return handle.createQuery("SELECT * FROM datanet_row WHERE leaf = :leaf")
                .bind("leaf", leaf)
                .mapTo(Row.class)
                .findOne();
    }

    /** The rows of a version in the order of its tree: later versions only add at the end. */
    public static Stream<Row> ofVersion(Handle handle, long datanet, long number) {
        return ofVersion(handle, datanet, number, 0, Integer.MAX_VALUE);
    }

    public static Stream<Row> ofVersion(Handle handle, long datanet, long number, int offset, int limit) {
        return handle
                .createQuery("""
                        SELECT * FROM datanet_row WHERE datanet = :datanet AND first_version <= :number
                        ORDER BY first_version, commit_position, line LIMIT :limit OFFSET :offset""")
                .bind("datanet", datanet)
                .bind("number", number)
                .bind("limit", limit)
                .bind("offset", offset)
                .setFetchSize(FETCH_ROWS)
                .mapTo(Row.class)
                .map(Row::whole)
                .stream();
    }

    /** The leaves of a version in the order of its tree. */
    public static List<byte[]> leavesOfVersion(Handle handle, long datanet, long number) {
        return handle.createQuery("""
                        SELECT leaf FROM datanet_row WHERE datanet = :datanet AND first_version <= :number
                        ORDER BY first_version, commit_position, line""")
                .bind("datanet", datanet)
                .bind("number", number)
                .setFetchSize(FETCH_ROWS)
                .mapTo(String.class)
                .map(Hex::parse)
                .list();
    }

    /** What became of the lines of an upload after one, in their order. */
    public static List<LineHistory> history(Handle handle, long contribution, long afterLine, int limit) {
        return handle.createQuery("""
                        SELECT * FROM (
                          SELECT line, leaf, state, reason, detail, leader, first_version FROM datanet_row
                          WHERE contribution = :id AND line > :after
                          UNION ALL
                          SELECT line, NULL, 'REJECTED', reason, detail, leader, NULL FROM rejected_line
                          WHERE contribution = :id AND line > :after) AS lines
                        ORDER BY line LIMIT :limit""")
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
            handle.createQuery("""
                            SELECT r.*, d.name AS datanet_name, d.schema_name FROM datanet_row r
                            JOIN datanet d ON d.id = r.datanet WHERE r.id IN (<ids>)""").bindList("ids", part).mapTo(KeptRow.class).forEach(rows::add);
        }
        return rows;
    }

    /** Rows by their leaves. */
    public static List<KeptRow> byLeaves(Handle handle, List<String> leaves) {
        List<KeptRow> rows = new ArrayList<>(leaves.size());
        for (List<String> part : QueryKeys.parts(leaves)) {
            handle.createQuery("""
                            SELECT r.*, d.name AS datanet_name, d.schema_name FROM datanet_row r
                            JOIN datanet d ON d.id = r.datanet WHERE r.leaf IN (<leaves>)""")
                    .bindList("leaves", part)
                    .mapTo(KeptRow.class)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** The rows in a scope that have one of these texts. */
    public static List<KeptRow> byText(Handle handle, List<String> textDigests, SearchScope scope) {
        return handle.createQuery("""
                        SELECT r.*, d.name AS datanet_name, d.schema_name FROM datanet_row r
                        JOIN datanet d ON d.id = r.datanet WHERE r.text_digest IN (<digests>)
                        AND ((r.commit_position > :afterPosition AND\s""" + SearchScope.MAY_LEAD + """
                        ) OR (r.contribution = :contribution AND :afterPosition < 0))""")
                .bindList("digests", textDigests)
                .bindMethods(scope)
                .mapTo(KeptRow.class)
                .list();
    }
}
