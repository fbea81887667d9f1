package org.openledger.datanet;

import java.util.Map;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.AbsenceTable;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.identity.Reader;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;
import org.openledger.verify.Role;

/** Datanets, their contributions and the rows of their versions, as a reader searches, filters, sorts and pages them. */
public final class DatanetLists {
    private static final String CONTRIBUTOR = Role.CONTRIBUTOR.word();

    private static final String ACCEPTED =
            "(SELECT count(*) FROM datanet_row r WHERE r.datanet = d.id AND r.state = 'ACCEPTED')";
    private static final String GIVERS =
            "(SELECT count(DISTINCT c.contributor) FROM contribution c WHERE c.datanet = d.id"
                    + " AND c.commit_position IS NOT NULL)";
    private static final String LATEST =
            "(SELECT coalesce(max(v.number), 0) FROM version v WHERE v.datanet = d.id AND v.state = 'PUBLISHED')";

    public static final Listing DATANETS = Listing.of("d.id", "datanet d LEFT JOIN account a ON a.address = d.owner")
            .searching("d.name")
            .searching("d.licence")
            .searching("d.owner")
            .searching("a.name")
            .filtering("licence", "d.licence")
            .filtering("schema", "d.schema_name")
            .filtering("owner", "d.owner")
            .sorting("name", "LOWER(d.name)")
            .sorting("licence", "d.licence")
            .sorting("owner", "coalesce(a.name, d.owner)")
            .sorting("rowsAccepted", ACCEPTED)
            .sorting("contributors", GIVERS)
            .sorting("latestVersion", LATEST);

    /** In the words of the API. */
    private static final String CONTRIBUTION_STATE = """
            CASE c.state WHEN 'AWAITING_SIGNATURE' THEN 'screened' WHEN 'AWAITING_REVIEW' THEN 'signed'
                ELSE LOWER(c.state) END""";

    private static final String TAKEN =
            "(SELECT count(*) FROM datanet_row r WHERE r.contribution = c.id AND r.state = 'ACCEPTED')";

    /** Takes the {@code datanet} and a {@link Reader}: what was not signed is its contributor's own affair. */
    public static final Listing CONTRIBUTIONS = given().where("c.datanet = :datanet");

    /** To all Datanets, for a {@link Reader}. */
    public static final Listing GIVEN =
            given().filtering("datanet", "CAST(c.datanet AS TEXT)").sorting("datanet", "c.datanet");

    private static Listing given() {
        return Listing.of("c.id", "contribution c LEFT JOIN account a ON a.address = c.contributor")
                .where("(c.commit_position IS NOT NULL OR :all = 1 OR c.contributor = :account)")
                .searching("c.contributor")
                .searching("a.name")
                .searching("c.root")
                .filtering("state", CONTRIBUTION_STATE)
                .filtering(CONTRIBUTOR, "c.contributor")
                .sorting(CONTRIBUTOR, "coalesce(a.name, c.contributor)")
                .sorting("state", CONTRIBUTION_STATE)
                .sorting("rowsSubmitted", "c.row_count + c.rejected_count")
                .sorting("rowsPassed", "c.row_count")
                .sorting("rowsAccepted", TAKEN)
                .sorting("timeMillis", "c.created_millis")
                .standing("c.id DESC");
    }

    /** Takes the {@code contribution}: lines that its screening refused, and rows that its review did. */
    public static final Listing REJECTED = Listing.of("x.line", """
                    (SELECT line, coalesce(reason, '') AS reason, detail FROM datanet_row
                    WHERE contribution = :contribution AND state = 'REJECTED'
                    UNION ALL
                    SELECT line, reason, detail FROM rejected_line WHERE contribution = :contribution) x""")
            .searching("x.reason")
            .searching("x.detail")
            .filtering("reason", "x.reason")
            .sorting("line", "x.line")
            .sorting("reason", "x.reason");

    /** Takes the {@code contribution}: all its lines, whether they became rows or not. */
    public static final Listing LINES = Listing.of("x.line", """
                    (SELECT line, coalesce(detail, '') AS detail,
                        CASE WHEN state = 'REJECTED' THEN 'refused' WHEN state = 'ACCEPTED' THEN 'accepted'
                            WHEN state = 'WITHDRAWN' THEN 'withdrawn' WHEN held = 1 THEN 'held' ELSE 'waiting' END
                        AS state
                    FROM datanet_row WHERE contribution = :contribution
                    UNION ALL
                    SELECT line, detail, 'refused' FROM rejected_line WHERE contribution = :contribution) x""")
            .searching("x.detail")
            .filtering("state", "x.state")
            .sorting("line", "x.line");

    /** Takes the {@code contribution}: its rows, by line; in the order of their leaves, which is random, for a sample. */
    public static final Listing REVIEWED = Listing.of("r.line", "datanet_row r")
            .where("r.contribution = :contribution")
            .searching("r.content")
            .searching("r.detail")
            .filtering("reason", "coalesce(r.reason, 'none')")
            .filtering("state", """
                    CASE WHEN r.state = 'REJECTED' THEN 'refused' WHEN r.state = 'ACCEPTED' THEN 'accepted'
                        WHEN r.state = 'WITHDRAWN' THEN 'withdrawn' WHEN r.held = 1 THEN 'held' ELSE 'waiting' END""")
            .sorting("line", "r.line")
            .sorting("reason", "coalesce(r.reason, 'none')")
            .sorting("sample", "r.leaf");

    /** Takes the {@code datanet}. */
    public static final Listing VERSIONS = Listing.of("v.number", "version v")
            .where("v.datanet = :datanet")
            .where("v.state = 'PUBLISHED'")
            .searching("v.number")
            .searching("v.root")
            .sorting("number", "v.number")
            .sorting("rows", "v.row_count")
            .sorting("timeMillis", "coalesce(v.published_millis, 0)")
            .standing("v.number DESC");

    public static final Listing ROWS = Listing.of(
                    RowTable.digits("r.leaf"),
                    "datanet_row r JOIN contribution g ON g.id = r.contribution"
                            + " LEFT JOIN account a ON a.address = g.contributor")
            .where("r.datanet = :datanet")
            .where("r.first_version <= :version")
            .where(AbsenceTable.present("r.id", ":version"))
            .searching("r.content")
            .searching(RowTable.digits("r.leaf"))
            .searching("a.name")
            .filtering(CONTRIBUTOR, "g.contributor")
            .sorting(CONTRIBUTOR, "coalesce(a.name, g.contributor)")
            .sorting("position", "r.line")
            .standing("r.first_version, r.commit_position, r.line");

    public static final Lookup NAMES = Lookup.byName("d.id", "d.name", "datanet d");
    public static final Lookup IDS = Lookup.byNumber("d.id", "d.name", "datanet d", "d.id");
    public static final Lookup VERSION_ROOTS = Lookup.byHash(
            "v.datanet",
            "'Version ' || v.number || ' of ' || d.name",
            "version v JOIN datanet d ON d.id = v.datanet",
            "v.root");
    public static final Lookup LEAVES = Lookup.byHashInBytes(
            RowTable.digits("r.leaf"),
            "'Row of ' || d.name",
            "(SELECT leaf, datanet FROM datanet_row WHERE first_version IS NOT NULL) r"
                    + " JOIN datanet d ON d.id = r.datanet",
            "r.leaf");
    public static final Lookup CONTRIBUTORS = Lookup.byHash(
            "c.contributor",
            "c.contributor",
            "(SELECT contributor FROM contribution WHERE commit_position IS NOT NULL) c",
            "c.contributor");

    private final Database database;

    public DatanetLists(Database database) {
        this.database = database;
    }

    public ListPage<Datanet> datanets(ListRequest request) {
        return database.read(handle ->
                DATANETS.page(handle, request, Map.of()).map(id -> Datanets.require(handle, Long.parseLong(id))));
    }

    public ListPage<Contribution> contributions(long datanet, Reader reader, ListRequest request) {
        return database.read(handle -> CONTRIBUTIONS
                .page(handle, request, reader.with(Map.of("datanet", datanet)))
                .map(id -> ContributionTable.require(handle, Long.parseLong(id))));
    }

    /** To all Datanets. */
    public ListPage<Contribution> given(Reader reader, ListRequest request) {
        return database.read(handle -> GIVEN.page(handle, request, reader.with(Map.of()))
                .map(id -> ContributionTable.require(handle, Long.parseLong(id))));
    }

    /** Lines of an upload that are not in, in their order unless the request says otherwise. */
    public ListPage<LineHistory> rejected(long contribution, ListRequest request) {
        return database.read(handle -> REJECTED.page(handle, request, Map.of("contribution", contribution))
                .map(line -> RowTable.history(handle, contribution, Long.parseLong(line) - 1, 1)
                        .getFirst()));
    }

    /** What became of each line of an upload, in their order unless the request says otherwise. */
    public ListPage<LineHistory> lines(long contribution, ListRequest request) {
        return database.read(handle -> LINES.page(handle, request, Map.of("contribution", contribution))
                .map(line -> RowTable.history(handle, contribution, Long.parseLong(line) - 1, 1)
                        .getFirst()));
    }

    /** Published versions of a Datanet, the latest first unless the request says otherwise. */
    public ListPage<Version> versions(long datanet, ListRequest request) {
        return database.read(handle -> VERSIONS.page(handle, request, Map.of("datanet", datanet))
                .map(number -> VersionTable.find(handle, datanet, Long.parseLong(number))
                        .orElseThrow()));
    }

    /** Rows of a version, in the order of its Merkle tree unless the request says otherwise. */
    public ListPage<Row> rows(long datanet, long version, ListRequest request) {
        return database.read(handle -> ROWS.page(handle, request, Map.of("datanet", datanet, "version", version))
                .map(leaf -> RowTable.byLeaf(handle, leaf).orElseThrow()));
    }
}
