package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.row.CreditQuery;
import org.openledger.client.row.DatanetCredit;
import org.openledger.client.row.RowList;
import org.openledger.client.row.RowUses;
import org.openledger.client.row.RowUsesQuery;
import org.openledger.client.row.RowView;
import org.openledger.client.row.RowsQuery;
import org.openledger.client.statement.CollectionStatement;
import org.openledger.client.statement.ContributionStatement;
import org.openledger.client.statement.VersionNote;

/** The endpoints of Datanets. */
public final class DatanetEndpoints {
    private static final String ID = "The Datanet's number.";
    private static final String CONTRIBUTION = "The contribution's number.";
    private static final Input.Raw FILE = new Input.Raw(
            "application/octet-stream",
            "The file: JSON lines, a JSON list, objects one after the other, CSV, TSV, Parquet, plain text or Markdown; as it is or"
                    + " in gzip, zstd, zip or tar. Its kind is found by its content.");
    private static final String LEAF = "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1";

    public static final Endpoint<DatanetsQuery, NoBody, DatanetList> LIST = Endpoint.get(
                    "/api/datanets", "Search, filter and sort Datanets")
            .queried(DatanetsQuery.class)
            .answers(DatanetList.class);

    public static final Endpoint<NoQuery, NewDatanet, DatanetLine> CREATE = Endpoint.create(
                    "/api/datanets", "Create a Datanet")
            .says("The Datanet is registered on chain in the background.")
            .by(CallerKind.ACCOUNT)
            .takes(NewDatanet.class)
            .answers(DatanetLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, DatanetDetail> SHOW =
            Endpoint.get("/api/datanets/{id}", "One Datanet").number("id", ID).answers(DatanetDetail.class);

    public static final Endpoint<RowsQuery, NoBody, RowList> ROWS = Endpoint.get(
                    "/api/datanets/{id}/rows", "The rows of a Datanet's latest version")
            .number("id", ID)
            .queried(RowsQuery.class)
            .answers(RowList.class);

    public static final Endpoint<ContributionsQuery, NoBody, ContributionList> CONTRIBUTIONS = Endpoint.get(
                    "/api/datanets/{id}/contributions", "Search, filter and sort a Datanet's contributions")
            .number("id", ID)
            .queried(ContributionsQuery.class)
            .answers(ContributionList.class);

    public static final Endpoint<VersionsQuery, NoBody, VersionList> VERSIONS = Endpoint.get(
                    "/api/datanets/{id}/versions", "The published versions of a Datanet")
            .number("id", ID)
            .queried(VersionsQuery.class)
            .answers(VersionList.class);

    public static final Endpoint<RightsQuery, NoBody, DatanetRights> RIGHTS = Endpoint.get(
                    "/api/datanets/{id}/rights", "What a version may be used for, and why not")
            .says(
                    "Each use, not for money and for money, as the contracts say, and the terms that licences are sold under.")
            .number("id", ID)
            .queried(RightsQuery.class)
            .answers(DatanetRights.class)
            .refuses(409);

    public static final Endpoint<GivenQuery, NoBody, ContributionList> GIVEN = Endpoint.get(
                    "/api/contributions", "Search, filter and sort contributions to all Datanets")
            .queried(GivenQuery.class)
            .answers(ContributionList.class);

    public static final Endpoint<RejectedLinesQuery, NoBody, RejectedLines> REJECTED = Endpoint.get(
                    "/api/contributions/{id}/rejected", "The lines of an upload that are not in, with the reasons")
            .number("id", CONTRIBUTION)
            .queried(RejectedLinesQuery.class)
            .answers(RejectedLines.class);

    public static final Endpoint<CreditQuery, NoBody, DatanetCredit> CREDIT = Endpoint.get(
                    "/api/datanets/{id}/credit", "What receipts say of a Datanet's rows")
            .number("id", ID)
            .queried(CreditQuery.class)
            .answers(DatanetCredit.class);

    public static final Endpoint<ContributorQuery, byte[], ScreenedContribution> CONTRIBUTE = Endpoint.create(
                    "/api/datanets/{id}/contributions", "Upload rows")
            .costs(Cost.UPLOAD)
            .says("Each record is screened. What passes waits for the contributor's signature.")
            .by(CallerKind.CONTRIBUTOR)
            .number("id", ID)
            .queried(ContributorQuery.class)
            .takes(FILE)
            .answers(ScreenedContribution.class)
            .refuses(409);

    public static final Endpoint<ContributorQuery, byte[], ContributionPreview> PREVIEW = Endpoint.post(
                    "/api/datanets/{id}/contributions/preview", "Try a file out")
            .costs(Cost.UPLOAD)
            .says(
                    "Answers what an upload of the file would become: its kind, its mapping with three rows before and after, and"
                            + " what would be refused. Nothing of it is kept.")
            .by(CallerKind.CONTRIBUTOR)
            .number("id", ID)
            .queried(ContributorQuery.class)
            .takes(FILE)
            .answers(ContributionPreview.class)
            .refuses(409);

    public static final Endpoint<NoQuery, VersionNote, VersionDraft> DRAFT = Endpoint.post(
                    "/api/datanets/{id}/versions/draft", "Draft a version, for its owner's wallet to sign")
            .by(CallerKind.ACCOUNT)
            .number("id", ID)
            .takes(VersionNote.class)
            .answers(VersionDraft.class)
            .refuses(409);

    public static final Endpoint<NoQuery, VersionSignature, VersionLine> PUBLISH = Endpoint.create(
                    "/api/datanets/{id}/versions", "Publish a version of all accepted rows")
            .by(CallerKind.ACCOUNT)
            .number("id", ID)
            .takes(VersionSignature.class)
            .answers(VersionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ContributionLine> CONTRIBUTION_SHOW = Endpoint.get(
                    "/api/contributions/{id}", "One contribution")
            .number("id", CONTRIBUTION)
            .answers(ContributionLine.class);

    public static final Endpoint<NoQuery, ContributionSignature, ContributionLine> CONTRIBUTION_SIGN = Endpoint.post(
                    "/api/contributions/{id}/signature", "Agree to the Datanet's terms for a contribution")
            .by(CallerKind.CONTRIBUTOR)
            .number("id", CONTRIBUTION)
            .takes(ContributionSignature.class)
            .answers(ContributionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ContributionToSign> CONTRIBUTION_TO_SIGN = Endpoint.get(
                    "/api/contributions/{id}/signature", "What the contributor of a draft signs")
            .by(CallerKind.CONTRIBUTOR)
            .number("id", CONTRIBUTION)
            .answers(ContributionToSign.class)
            .refuses(409);

    public static final Endpoint<NoQuery, CollectionStatement, ContributionStatement> CONTRIBUTION_STATE =
            Endpoint.post(
                            "/api/contributions/{id}/statement",
                            "Say how the rows of a contribution were made, before it is signed")
                    .says("The signature covers it: the typed data to sign is another one afterwards.")
                    .by(CallerKind.CONTRIBUTOR)
                    .number("id", CONTRIBUTION)
                    .takes(CollectionStatement.class)
                    .answers(ContributionStatement.class)
                    .refuses(409);

    public static final Endpoint<NoQuery, ContributionReview, ContributionLine> CONTRIBUTION_REVIEW = Endpoint.post(
                    "/api/contributions/{id}/review", "Accept or refuse a contribution")
            .says("The caller is the Datanet's owner, or a curator. While reviewers vote, nobody decides alone.")
            .by(CallerKind.ACCOUNT)
            .number("id", CONTRIBUTION)
            .takes(ContributionReview.class)
            .answers(ContributionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, RowView> ROW = Endpoint.get("/api/rows/{leaf}", "One row")
            .text("leaf", "The row's leaf, 64 hexadecimal digits.", LEAF)
            .answers(RowView.class);

    public static final Endpoint<RowUsesQuery, NoBody, RowUses> USES = Endpoint.get(
                    "/api/rows/{leaf}/uses", "The receipts that name a row")
            .text("leaf", "The row's leaf, 64 hexadecimal digits.", LEAF)
            .queried(RowUsesQuery.class)
            .answers(RowUses.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            LIST,
            CREATE,
            SHOW,
            ROWS,
            CONTRIBUTIONS,
            VERSIONS,
            RIGHTS,
            GIVEN,
            REJECTED,
            CREDIT,
            CONTRIBUTE,
            PREVIEW,
            DRAFT,
            PUBLISH,
            CONTRIBUTION_SHOW,
            CONTRIBUTION_SIGN,
            CONTRIBUTION_TO_SIGN,
            CONTRIBUTION_STATE,
            CONTRIBUTION_REVIEW,
            ROW,
            USES);

    private DatanetEndpoints() {}
}
