package org.openledger.api.datanet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.ClientWatch;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.RequestBody;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.ContributionList;
import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.ContributionToSign;
import org.openledger.client.datanet.ContributionsQuery;
import org.openledger.client.datanet.ContributorQuery;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.DatanetList;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.datanet.RejectedLines;
import org.openledger.client.datanet.RejectedLinesQuery;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.datanet.VersionDraft;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionList;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.datanet.VersionsQuery;
import org.openledger.client.statement.CollectionStatement;
import org.openledger.client.statement.ContributionStatement;
import org.openledger.client.statement.VersionNote;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Rights;
import org.openledger.datanet.SpotChecks;
import org.openledger.datanet.Versions;
import org.openledger.datanet.file.ReadOptions;
import org.openledger.datanet.file.TextUnit;
import org.openledger.datanet.intake.FileUpload;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.intake.Uploads;
import org.openledger.datanet.mapping.Mapping;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Address;
import org.openledger.store.ListPage;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.datanet.SignedStatement;

/** Datanets, contributions, review, versions and rows. Each change needs who it is done for, or the administrator. */
public final class DatanetRoutes implements Handlers.Noun {
    private final Datanets datanets;
    private final Contributions contributions;
    private final SpotChecks checks;
    private final Versions versions;
    private final DatanetLists lists;
    private final Uploads uploads;
    private final IntakeLimits limits;
    private final DatanetViews views;
    private final LiveEvents events;

    public DatanetRoutes(DatanetParts parts, DatanetViews views, LiveEvents events) {
        this.datanets = parts.datanets();
        this.contributions = parts.contributions();
        this.checks = parts.spotChecks();
        this.versions = parts.versions();
        this.lists = parts.lists();
        this.uploads = parts.uploads();
        this.limits = parts.limits();
        this.views = views;
        this.events = events;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(DatanetEndpoints.LIST, call -> {
            ListPage<DatanetLine> page =
                    lists.datanets(ListQuery.of(call.query())).map(views::line);
            return new DatanetList(page.list(), page.total());
        });
        handlers.answer(DatanetEndpoints.CREATE, this::create);
        handlers.answer(DatanetEndpoints.SHOW, call -> views.detail(call.number("id")));
        handlers.answer(DatanetEndpoints.CONTRIBUTIONS, this::contributions);
        handlers.answer(DatanetEndpoints.VERSIONS, this::versions);
        handlers.answer(DatanetEndpoints.GIVEN, call -> {
            ListPage<ContributionLine> page = views.given(call.caller().reader(), ListQuery.of(call.query()));
            return new ContributionList(page.list(), page.total());
        });
        handlers.answer(DatanetEndpoints.REJECTED, this::rejected);
        handlers.answer(DatanetEndpoints.CONTRIBUTE, this::contribute);
        handlers.answer(DatanetEndpoints.PREVIEW, this::preview);
        handlers.answer(DatanetEndpoints.DRAFT, this::draft);
        handlers.answer(DatanetEndpoints.PUBLISH, this::publish);
        handlers.answer(
                DatanetEndpoints.CONTRIBUTION_SHOW,
                call -> views.contribution(
                        views.require(call.number("id"), call.caller().reader())));
        handlers.answer(DatanetEndpoints.CONTRIBUTION_SIGN, this::sign);
        handlers.answer(DatanetEndpoints.CONTRIBUTION_TO_SIGN, this::toSign);
        handlers.answer(DatanetEndpoints.CONTRIBUTION_STATE, this::state);
        handlers.answer(DatanetEndpoints.CONTRIBUTION_REVIEW, this::review);
    }

    private ContributionList contributions(Call<ContributionsQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        ListPage<ContributionLine> page = lists.contributions(
                        datanet.id(), call.caller().reader(), ListQuery.of(call.query()))
                .map(views::contribution);
        return new ContributionList(page.list(), page.total());
    }

    private VersionList versions(Call<VersionsQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        ListPage<VersionLine> page =
                lists.versions(datanet.id(), ListQuery.of(call.query())).map(DatanetViews::version);
        return new VersionList(page.list(), page.total());
    }

    private RejectedLines rejected(Call<RejectedLinesQuery, NoBody> call) {
        Contribution contribution =
                views.require(call.number("id"), call.caller().reader());
        views.requireLines(contribution, call.caller().reader());
        ListPage<RejectedLine> page =
                lists.rejected(contribution.id(), ListQuery.of(call.query())).map(DatanetViews::rejected);
        return new RejectedLines(page.list(), page.total());
    }

    private DatanetLine create(Call<NoQuery, NewDatanet> call) {
        NewDatanet wanted = call.body();
        String owner = Address.parse(wanted.owner());
        call.caller().requireFor(owner);
        Datanet made = datanets.create(owner, wanted.name(), schema(wanted.schema()), wanted.licence(), wanted.terms());
        announce(made.id());
        return views.line(made);
    }

    private ScreenedContribution contribute(Call<ContributorQuery, byte[]> call) throws IOException {
        long datanet = call.number("id");
        String contributor = Address.parse(call.query().contributor());
        call.caller().requireFor(contributor);
        try (InputStream body = body(call, contributor)) {
            Screening screening = contributions.submit(datanet, contributor, body, asked(call.query()));
            call.query().upload().ifPresent(upload -> uploads.end(upload, contributor));
            announce(datanet);
            return screened(screening);
        }
    }

    private ContributionPreview preview(Call<ContributorQuery, byte[]> call) throws IOException {
        long datanet = call.number("id");
        String contributor = Address.parse(call.query().contributor());
        call.caller().requireFor(contributor);
        try (InputStream body = body(call, contributor)) {
            return Previews.of(
                    tryOut(call, contributor, body), datanets.require(datanet).schema());
        }
    }

    /** Of a file that was sent before, nothing is left of the call to read: who hangs up then ends it. */
    private IntakeReport tryOut(Call<ContributorQuery, byte[]> call, String contributor, InputStream body)
            throws IOException {
        long datanet = call.number("id");
        FileUpload.Asked asked = asked(call.query());
        if (call.query().upload().isEmpty()) {
            return contributions.tryOut(datanet, contributor, body, asked);
        }
        AtomicBoolean left = new AtomicBoolean();
        try (ClientWatch _ = ClientWatch.start(call.context(), () -> left.set(true))) {
            return contributions.tryOut(datanet, contributor, body, asked, left::get);
        }
    }

    /** The file: what was sent before in pieces, or comes with the call. */
    private InputStream body(Call<ContributorQuery, byte[]> call, String contributor) throws IOException {
        Optional<String> upload = call.query().upload();
        if (upload.isEmpty()) {
            return RequestBody.stream(call.context(), limits.maxBodyBytes());
        }
        if (call.body().length > 0) {
            throw ApiException.invalid(
                    "upload", "'upload' names a file, and the body has another one: give one of them.");
        }
        return uploads.open(upload.get(), contributor);
    }

    private static FileUpload.Asked asked(ContributorQuery query) {
        ReadOptions options = new ReadOptions(
                query.encoding().map(DatanetRoutes::charset),
                query.unit().map(unit -> TextUnit.valueOf(unit.toUpperCase(Locale.ROOT))),
                query.repair().orElse(false));
        return new FileUpload.Asked(
                options,
                query.map().map(Mapping::parse).orElse(Map.of()),
                query.redact().orElse(false),
                query.corrects().map(DatanetRoutes::leaf));
    }

    private static String leaf(String said) {
        if (!said.matches("[0-9a-f]{64}")) {
            throw ApiException.invalid("corrects", "'corrects' is no leaf: say the 64 hexadecimal digits of a row.");
        }
        return said;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw ApiException.invalid(
                    "encoding",
                    "'encoding' is none that is known: say utf-8, windows-1252, shift_jis, gb18030 or another name of IANA's.");
        }
    }

    /** A draft, with what its contributor is to sign. */
    public static ScreenedContribution screened(Screening screening) {
        Contribution contribution = screening.contribution();
        return new ScreenedContribution(
                Long.toString(contribution.id()),
                Long.toString(contribution.datanet()),
                contribution.contributor(),
                screening.typedData().isPresent() ? "screened" : "empty",
                contribution.rows() + contribution.rejected(),
                contribution.rows(),
                contribution.rows(),
                contribution.rejected(),
                contribution.root().orElse(""),
                contribution.createdMillis(),
                contribution.fileKind().orElse(""),
                contribution.mapping().orElse(""),
                screening.typedData().map(data -> JsonFormat.read(data.json())));
    }

    private ContributionLine sign(Call<NoQuery, ContributionSignature> call) {
        long id = call.number("id");
        call.caller().requireFor(views.require(id, call.caller().reader()).contributor());
        Optional<String> signature = call.body().signature();
        Contribution signed = call.body()
                .bondGwei()
                .map(gwei -> checks.sign(id, signature, gwei))
                .orElseGet(() -> signature
                        .map(by -> contributions.sign(id, by))
                        .orElseGet(() -> contributions.signCustodial(id)));
        announce(signed.datanet());
        return views.contribution(signed);
    }

    private ContributionToSign toSign(Call<NoQuery, NoBody> call) {
        Contribution draft = views.require(call.number("id"), call.caller().reader());
        call.caller().requireFor(draft.contributor());
        contributions.requireSignable(draft);
        Datanet datanet = datanets.require(draft.datanet());
        return new ContributionToSign(
                JsonFormat.read(contributions.typedData(draft.id()).json()),
                datanets.terms(draft.termsDigest()),
                datanet.licence().name(),
                Rights.says(datanet.licence()),
                draft.deadlineSeconds(),
                checks.offer(draft)
                        .map(offer -> new ContributionToSign.Bond(
                                offer.gwei(),
                                offer.policy().sample(),
                                offer.policy().quorum(),
                                offer.policy().hours(),
                                offer.policy().toleratedPercent())));
    }

    private ContributionStatement state(Call<NoQuery, CollectionStatement> call) {
        long id = call.number("id");
        call.caller().requireFor(views.require(id, call.caller().reader()).contributor());
        CollectionStatement said = call.body();
        SignedStatement statement;
        try {
            statement = new SignedStatement(
                    said.description(),
                    said.language(),
                    said.collection(),
                    said.personalData(),
                    said.contact(),
                    contributions.salt());
        } catch (VerifyException wrong) {
            throw new DatanetException(Refusal.Kind.INVALID, String.valueOf(wrong.getMessage()));
        }
        Contribution stated = contributions.state(id, statement);
        return new ContributionStatement(
                DatanetViews.statement(statement),
                JsonFormat.read(contributions.typedData(stated.id()).json()));
    }

    private ContributionLine review(Call<NoQuery, ContributionReview> call) {
        long id = call.number("id");
        Datanet datanet = datanets.require(contributions.require(id).datanet());
        String by = CommunityRoutes.actor(call.caller(), call.body().by(), datanet.owner());
        Contribution reviewed = contributions.review(id, by, reviewOf(call.body()));
        announce(datanet.id());
        return views.contribution(reviewed);
    }

    private static Review reviewOf(ContributionReview review) {
        String reason = review.reason().orElse("not accepted by the owner");
        SortedMap<Long, String> rejected = new TreeMap<>();
        review.rejectRows().forEach(line -> rejected.put(line.longValue(), reason));
        SortedSet<Long> accepted = new TreeSet<>();
        review.acceptRows().forEach(line -> accepted.add(line.longValue()));
        Review.Rest rest = review.rest()
                .map(word -> Review.Rest.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(review.accept() ? Review.Rest.ACCEPT : Review.Rest.REFUSE);
        return new Review(accepted, rejected, rest, reason, review.unseen().orElse(false));
    }

    private VersionLine publish(Call<NoQuery, VersionSignature> call) {
        long datanet = call.number("id");
        call.caller().requireFor(datanets.require(datanet).owner());
        VersionSignature signed = call.body();
        if (signed.signature().isPresent() != signed.number().isPresent()) {
            String missing = signed.number().isPresent() ? "signature" : "number";
            throw ApiException.invalid(missing, "'" + missing + "' is missing: give both or none.");
        }
        if (signed.signature().isPresent() && signed.note().isPresent()) {
            throw ApiException.invalid("note", "'note' belongs to the draft that was signed: leave it out here.");
        }
        Version version = signed.signature()
                .map(signature -> versions.publish(datanet, signed.number().orElseThrow(), signature))
                .orElseGet(() -> versions.publish(datanet, signed.note()));
        announce(datanet);
        return DatanetViews.version(version);
    }

    private VersionDraft draft(Call<NoQuery, VersionNote> call) {
        long id = call.number("id");
        Datanet datanet = datanets.require(id);
        call.caller().requireFor(datanet.owner());
        Version draft = versions.draft(id, call.body().note());
        return new VersionDraft(
                draft.number(), JsonFormat.read(versions.typedData(draft).json()));
    }

    private static Schema schema(String name) {
        for (Schema schema : Schema.values()) {
            if (schema.name().equalsIgnoreCase(name)) {
                return schema;
            }
        }
        throw ApiException.invalid("schema", "'schema' must be INSTRUCTION, TEXT, PREFERENCE, CHAT or LABEL.");
    }

    private void announce(long datanet) {
        events.announce(LiveEvents.Kind.DATANET, views.line(datanets.require(datanet)));
    }
}
