package org.openledger.api.datanet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Names;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.DatanetDetail;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.row.RowView;
import org.openledger.client.statement.CollectionStatement;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.review.ReviewPolicy;
import org.openledger.datanet.review.SpotCheck;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Row;
import org.openledger.identity.Reader;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.datanet.SignedStatement;

/** Datanets, contributions, versions and rows as the API shows them. */
public final class DatanetViews {
    private final DatanetParts parts;
    private final Datanets datanets;
    private final Contributions contributions;
    private final Versions versions;
    private final Names names;
    private final Function<String, Optional<String>> commons;

    public DatanetViews(DatanetParts parts, Names names) {
        this.parts = parts;
        this.datanets = parts.datanets();
        this.contributions = parts.contributions();
        this.versions = parts.versions();
        this.names = names;
        this.commons = parts.commons();
    }

    /** The oldest Datanets, and how many there are. */
    public ListPage<DatanetLine> lines(int limit) {
        return parts.lists().datanets(ListRequest.first(limit)).map(this::line);
    }

    /** Contributions to all Datanets. */
    public ListPage<ContributionLine> given(Reader reader, ListRequest request) {
        return parts.lists().given(reader, request).map(this::contribution);
    }

    /** How many versions of all Datanets are published. */
    public long versions() {
        return versions.published();
    }

    /** How many rows owners have accepted, of all Datanets. */
    public long acceptedRows() {
        return versions.acceptedRows();
    }

    /** How many people contributed to any Datanet. */
    public long contributors() {
        return contributions.contributors();
    }

    DatanetLine line(Datanet datanet) {
        ContributionTable.Tally given = contributions.tally(datanet.id());
        return new DatanetLine(
                Long.toString(datanet.id()),
                datanet.token(),
                datanet.name(),
                datanet.owner(),
                names.of(datanet.owner()),
                datanet.schema().name(),
                datanet.licence().spdx(),
                given.rows(),
                versions.acceptedRows(datanet.id()),
                given.contributors(),
                latestVersion(datanet),
                lower(datanet.chainState()));
    }

    DatanetDetail detail(long id) {
        Datanet datanet = datanets.require(id);
        return new DatanetDetail(
                line(datanet),
                datanets.terms(datanet.termsDigest()),
                datanet.termsDigest(),
                datanet.token().flatMap(commons),
                versions.latestPublished(id).map(Version::rows).orElse(0L));
    }

    public ContributionLine contribution(Contribution contribution) {
        ReviewPolicy policy = parts.ballots().policy(contribution);
        Optional<SpotCheck> check = parts.spotChecks().find(contribution.id());
        boolean byVotes = check.isPresent() || policy.kind() == ReviewPolicy.Way.QUORUM;
        return new ContributionLine(
                Long.toString(contribution.id()),
                Long.toString(contribution.datanet()),
                contribution.contributor(),
                names.of(contribution.contributor()),
                contribution.createdMillis(),
                stateOf(contribution),
                contribution.rows() + contribution.rejected(),
                contribution.rows(),
                contributions.acceptedRows(contribution.id()),
                contributions.rejectedLines(contribution),
                contributions.heldRows(contribution.id()),
                contributions.acceptedUnseen(contribution.id()),
                contribution.root().orElse(""),
                lower(contribution.chainState()),
                contribution.fileKind(),
                contribution.mapping(),
                contribution.stated().map(DatanetViews::statement),
                contributions.withdrawnRows(contribution.id()),
                byVotes ? policy.kind().word() : ReviewPolicy.Way.OWNER.word(),
                byVotes ? policy.quorum() : 0,
                check.map(SpotCheck::endsMillis)
                        .or(() -> policy.votesEnd(contribution).map(Instant::toEpochMilli)),
                parts.ballots().awaitsAnswer(contribution.id()));
    }

    static RejectedLine rejected(LineHistory line) {
        return new RejectedLine(
                line.line(),
                line.reason().map(Reason::word).orElse(""),
                line.detail().orElse(""),
                line.leader());
    }

    static VersionLine version(Version version) {
        return new VersionLine(
                version.number(),
                version.root(),
                version.rows(),
                version.publishedMillis().orElse(0L),
                lower(version.chainState()),
                version.note());
    }

    static CollectionStatement statement(SignedStatement stated) {
        return new CollectionStatement(
                stated.description(), stated.language(), stated.collection(), stated.personalData(), stated.contact());
    }

    /** The number of the latest version; 0 before the first. */
    long latestVersion(Datanet datanet) {
        return versions.latestPublished(datanet.id()).map(Version::number).orElse(0L);
    }

    RowView row(Row row, Datanet datanet) {
        return row(row, datanet, Optional.empty());
    }

    /** A row, where the reader may see it: one of a version everybody, another its contributor and, once signed, who reviews. */
    Optional<RowView> row(String leaf, Reader reader) {
        return contributions.row(leaf).flatMap(row -> {
            Datanet datanet = datanets.require(row.datanet());
            boolean shown = row.firstVersion().isPresent()
                    || reader.is(row.contributor())
                    || (reviews(datanet, reader)
                            && contributions.require(row.contribution()).isSigned());
            return shown ? Optional.of(row(row, datanet)) : Optional.empty();
        });
    }

    /** A contribution, where the reader may know of it: a signed one everybody, another its contributor. */
    Contribution require(long id, Reader reader) {
        Contribution contribution = contributions.require(id);
        if (!contribution.isSigned() && !reader.is(contribution.contributor())) {
            throw new DatanetException(Refusal.Kind.UNKNOWN, "there is no contribution " + id);
        }
        return contribution;
    }

    /** 401 or 403 for who may not see why lines of a contribution were refused: texts of the upload stand in the reasons. */
    void requireLines(Contribution contribution, Reader reader) {
        if (!reader.is(contribution.contributor())
                && !(contribution.isSigned() && reviews(datanets.require(contribution.datanet()), reader))) {
            throw ApiException.forbidden("Lines of contribution " + contribution.id()
                    + " are shown to its contributor, the Datanet's owner and those whom they invited alone.");
        }
    }

    /** Whether somebody is the owner of a Datanet, or was invited to it. */
    boolean reviews(Datanet datanet, Reader reader) {
        return reader.is(datanet.owner())
                || parts.members().role(datanet.id(), reader.account()).isPresent();
    }

    /** Whether somebody is the owner of a Datanet, or was invited to it. */
    public boolean reviews(long datanet, Reader reader) {
        return reviews(datanets.require(datanet), reader);
    }

    public Optional<RowView> row(String leaf, Optional<Long> earnedGwei) {
        return contributions.row(leaf).map(row -> row(row, datanets.require(row.datanet()), earnedGwei));
    }

    private RowView row(Row row, Datanet datanet, Optional<Long> earnedGwei) {
        return new RowView(
                row.leaf(),
                datanet.schema().reading(row.fields()),
                metadata(row),
                row.contributor(),
                names.of(row.contributor()),
                Long.toString(datanet.id()),
                datanet.name(),
                row.firstVersion(),
                row.line(),
                datanet.licence().spdx(),
                lower(row.state()),
                row.reason().map(Reason::word),
                row.leader(),
                earnedGwei);
    }

    static Map<String, String> metadata(Row row) {
        Map<String, String> metadata = new TreeMap<>();
        row.metadata()
                .forEach((name, value) -> metadata.put(
                        name,
                        value instanceof Json.JsonString text
                                ? text.value()
                                : new String(CanonicalJson.write(value), StandardCharsets.UTF_8)));
        return metadata;
    }

    /** In the words of the page. */
    private static String stateOf(Contribution contribution) {
        return switch (contribution.state()) {
            case SCREENING -> "screening";
            case EMPTY -> "empty";
            case AWAITING_SIGNATURE -> "screened";
            case EXPIRED -> "expired";
            case AWAITING_REVIEW -> "signed";
            case REVIEWED -> "reviewed";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
