package org.openledger.api.datanet;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Body;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Paths;
import org.openledger.api.http.RequestFields;
import org.openledger.api.http.Routes;
import org.openledger.client.datanet.CreditedRowLine;
import org.openledger.client.datanet.DatanetCredit;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.datanet.VersionDraft;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Address;
import org.openledger.receipt.RowCredit;
import org.openledger.receipt.RowCredits;

/** Datanets, contributions, review, versions and rows. Each change needs who it is done for, or the administrator. */
public final class DatanetRoutes implements Routes {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1_000;
    private static final int CREDIT_PAGE = 20;
    private static final int MAX_CREDIT_OFFSET = 10_000;

    private final Datanets datanets;
    private final Contributions contributions;
    private final Versions versions;
    private final IntakeLimits limits;
    private final RowCredits credits;
    private final DatanetViews views;
    private final Access access;
    private final LiveEvents events;

    public DatanetRoutes(
            Datanets datanets,
            Contributions contributions,
            Versions versions,
            IntakeLimits limits,
            RowCredits credits,
            DatanetViews views,
            Access access,
            LiveEvents events) {
        this.datanets = datanets;
        this.contributions = contributions;
        this.versions = versions;
        this.limits = limits;
        this.credits = credits;
        this.views = views;
        this.access = access;
        this.events = events;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/datanets", context -> context.json(views.lines()));
        routes.post("/api/datanets", this::create);
        routes.get("/api/datanets/{id}", context -> context.json(views.detail(Paths.number(context, "id"))));
        routes.get("/api/datanets/{id}/rows", context -> {
            int offset = Paths.query(context, "offset", 0, 0, Integer.MAX_VALUE);
            int limit = Paths.query(context, "limit", DEFAULT_PAGE, 1, MAX_PAGE);
            context.json(views.rows(Paths.number(context, "id"), offset, limit));
        });
        routes.get("/api/datanets/{id}/credit", this::credit);
        routes.post("/api/datanets/{id}/contributions", this::contribute);
        routes.post("/api/datanets/{id}/versions/draft", this::draft);
        routes.post("/api/datanets/{id}/versions", this::publish);
        routes.get(
                "/api/contributions/{id}",
                context -> context.json(views.contribution(contributions.require(Paths.number(context, "id")))));
        routes.post("/api/contributions/{id}/signature", this::sign);
        routes.post("/api/contributions/{id}/review", this::review);
        routes.exception(DatanetException.class, (refusal, context) -> HttpServer.refuse(mapped(refusal), context));
    }

    private void credit(Context context) {
        long id = datanets.require(Paths.number(context, "id")).id();
        RowCredits.Order order = Arrays.stream(RowCredits.Order.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(context.queryParam("order")))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("order", "'order' must be earned, repeated or lowered."));
        int offset = Paths.query(context, "offset", 0, 0, MAX_CREDIT_OFFSET);
        int limit = Paths.query(context, "limit", CREDIT_PAGE, 1, RowCredits.MAX_LISTED);
        RowCredits.Reach reach = credits.reach(id);
        context.json(new DatanetCredit(
                reach.receipts(),
                reach.rows(),
                credits.ofDatanet(id, order, offset, limit).stream()
                        .map(this::credited)
                        .toList()));
    }

    private CreditedRowLine credited(RowCredit credit) {
        return new CreditedRowLine(
                credit.leaf(),
                credit.answers(),
                credit.earnedGwei(),
                credit.waitingGwei(),
                credit.loweredAnswers(),
                credit.loweredSurely(),
                credit.loweredMicronats(),
                credit.quotedAnswers(),
                credit.places(),
                credit.copies(),
                views.row(credit.leaf(), Optional.empty()));
    }

    private void create(Context context) {
        RequestFields body = Body.object(context);
        String owner = Address.parse(body.text("owner"));
        access.of(context).requireFor(owner);
        Datanet made =
                datanets.create(owner, body.text("name"), schema(body), body.text("licence"), body.text("terms"));
        announce(made.id());
        context.status(201).json(views.line(made));
    }

    private void contribute(Context context) throws IOException {
        long datanet = Paths.number(context, "id");
        String contributor = Optional.ofNullable(context.queryParam("contributor"))
                .map(Address::parse)
                .orElseThrow(() -> ApiException.invalid("contributor", "Name the contributor: ?contributor=0x…"));
        access.of(context).requireFor(contributor);
        try (InputStream body = Body.stream(context, limits.maxBodyBytes())) {
            Screening screening = contributions.submit(datanet, contributor, body);
            announce(datanet);
            context.status(201).json(screened(screening));
        }
    }

    private static ScreenedContribution screened(Screening screening) {
        Contribution contribution = screening.contribution();
        return new ScreenedContribution(
                Long.toString(contribution.id()),
                Long.toString(contribution.datanet()),
                contribution.contributor(),
                screening.typedData().isPresent() ? "screened" : "empty",
                contribution.rows() + contribution.rejected(),
                contribution.rows(),
                screening.rejected().stream()
                        .map(each -> new RejectedLine(
                                each.line(), each.reason().code(), each.detail(), each.leader()))
                        .toList(),
                contribution.root().orElse(""),
                contribution.createdMillis(),
                screening.typedData().map(data -> JsonFormat.read(data.json())));
    }

    private void sign(Context context) {
        long id = Paths.number(context, "id");
        access.of(context).requireFor(contributions.require(id).contributor());
        Contribution signed = Body.object(context)
                .optionalText("signature")
                .map(signature -> contributions.sign(id, signature))
                .orElseGet(() -> contributions.signCustodial(id));
        announce(signed.datanet());
        context.json(views.contribution(signed));
    }

    private void review(Context context) {
        long id = Paths.number(context, "id");
        RequestFields body = Body.object(context);
        Datanet datanet = datanets.require(contributions.require(id).datanet());
        access.of(context).requireFor(datanet.owner());
        Contribution reviewed = contributions.review(id, datanet.owner(), reviewOf(body));
        announce(datanet.id());
        context.json(views.contribution(reviewed));
    }

    private static Review reviewOf(RequestFields body) {
        if (!body.has("accept")) {
            throw ApiException.invalid("accept", "'accept' is missing: true or false.");
        }
        String reason = body.optionalText("reason").orElse("not accepted by the owner");
        Map<Long, String> lines = new TreeMap<>();
        body.list("rejectRows", RequestFields.Element::integer).forEach(line -> lines.put(line.longValue(), reason));
        return body.flag("accept", false) ? Review.acceptExcept(lines) : Review.rejectAll(reason);
    }

    private void publish(Context context) {
        long datanet = Paths.number(context, "id");
        access.of(context).requireFor(datanets.require(datanet).owner());
        RequestFields body = Body.object(context);
        Version version = body.optionalText("signature")
                .map(signature -> versions.publish(datanet, body.integer("number", 1, Long.MAX_VALUE), signature))
                .orElseGet(() -> versions.publish(datanet));
        announce(datanet);
        context.status(201).json(DatanetViews.version(version));
    }

    private void draft(Context context) {
        long id = Paths.number(context, "id");
        Datanet datanet = datanets.require(id);
        access.of(context).requireFor(datanet.owner());
        Version draft = versions.draft(id);
        context.json(new VersionDraft(
                draft.number(), JsonFormat.read(versions.typedData(draft).json())));
    }

    private static Schema schema(RequestFields body) {
        String name = body.text("schema").toUpperCase(java.util.Locale.ROOT);
        for (Schema schema : Schema.values()) {
            if (schema.name().equals(name)) {
                return schema;
            }
        }
        throw body.wrong("schema", "INSTRUCTION or TEXT");
    }

    private void announce(long datanet) {
        events.announce(LiveEvents.Kind.DATANET, views.line(datanets.require(datanet)));
    }

    static ApiException mapped(DatanetException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.kind()) {
            case INVALID -> ApiException.invalid(null, message);
            case UNKNOWN -> ApiException.notFound("not_found", message);
            case CONFLICT -> ApiException.conflict(message);
            case FORBIDDEN -> ApiException.of(403, "forbidden", message);
            case TOO_LARGE -> ApiException.of(413, "body_too_large", message);
        };
    }
}
