package org.openledger.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openledger.datanet.Contribution;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanet;
import org.openledger.datanet.DatanetException;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.IntakeLimits;
import org.openledger.datanet.Review;
import org.openledger.datanet.Schema;
import org.openledger.datanet.Screening;
import org.openledger.datanet.Version;
import org.openledger.datanet.Versions;
import tools.jackson.databind.JsonNode;

/** Datanets, contributions, review, versions and rows. Whatever changes something needs the admin token. */
public final class DatanetRoutes implements Routes {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    private final Datanets datanets;
    private final Contributions contributions;
    private final Versions versions;
    private final IntakeLimits limits;
    private final DatanetViews views;
    private final AdminToken admin;
    private final Events events;

    DatanetRoutes(
            Datanets datanets,
            Contributions contributions,
            Versions versions,
            IntakeLimits limits,
            DatanetViews views,
            AdminToken admin,
            Events events) {
        this.datanets = datanets;
        this.contributions = contributions;
        this.versions = versions;
        this.limits = limits;
        this.views = views;
        this.admin = admin;
        this.events = events;
    }

    record Screened(
            String id,
            String datanet,
            String contributor,
            String state,
            long rowsSubmitted,
            long rowsAccepted,
            List<DatanetViews.Rejected> rejected,
            String root,
            long timeMillis,
            Optional<JsonNode> typedData) {}

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
        routes.post("/api/datanets/{id}/contributions", this::contribute);
        routes.post("/api/datanets/{id}/versions", this::publish);
        routes.get(
                "/api/contributions/{id}",
                context -> context.json(views.contribution(contributions.require(Paths.number(context, "id")))));
        routes.post("/api/contributions/{id}/signature", this::sign);
        routes.post("/api/contributions/{id}/review", this::review);
        routes.exception(DatanetException.class, (refusal, context) -> HttpServer.refuse(mapped(refusal), context));
    }

    private void create(Context context) {
        admin.require(context);
        Fields body = Body.object(context);
        Datanet made = datanets.create(
                body.text("owner"), body.text("name"), schema(body), body.text("licence"), body.text("terms"));
        announce(made.id());
        context.status(201).json(views.line(made));
    }

    private void contribute(Context context) throws IOException {
        admin.require(context);
        long datanet = Paths.number(context, "id");
        String contributor = Optional.ofNullable(context.queryParam("contributor"))
                .orElseThrow(() -> ApiException.invalid("contributor", "Name the contributor: ?contributor=0x…"));
        try (InputStream body = Body.stream(context, limits.maxBodyBytes())) {
            Screening screening = contributions.submit(datanet, contributor, body);
            announce(datanet);
            context.status(201).json(screened(screening));
        }
    }

    private static Screened screened(Screening screening) {
        Contribution contribution = screening.contribution();
        return new Screened(
                Long.toString(contribution.id()),
                Long.toString(contribution.datanet()),
                contribution.contributor(),
                screening.typedData().isPresent() ? "screened" : "empty",
                contribution.rows() + contribution.rejected(),
                contribution.rows(),
                screening.rejected().stream()
                        .map(each -> new DatanetViews.Rejected(
                                each.line(), each.reason().code(), each.detail(), each.leader()))
                        .toList(),
                contribution.root().orElse(""),
                contribution.createdMillis(),
                screening.typedData().map(data -> JsonFormat.read(data.json())));
    }

    private void sign(Context context) {
        admin.require(context);
        long id = Paths.number(context, "id");
        Contribution signed = Body.object(context)
                .optionalText("signature")
                .map(signature -> contributions.sign(id, signature))
                .orElseGet(() -> contributions.signCustodial(id));
        announce(signed.datanet());
        context.json(views.contribution(signed));
    }

    private void review(Context context) {
        admin.require(context);
        long id = Paths.number(context, "id");
        Fields body = Body.object(context);
        Datanet datanet = datanets.require(contributions.require(id).datanet());
        Contribution reviewed = contributions.review(id, datanet.owner(), reviewOf(body));
        announce(datanet.id());
        context.json(views.contribution(reviewed));
    }

    private static Review reviewOf(Fields body) {
        if (!body.has("accept")) {
            throw ApiException.invalid("accept", "'accept' is missing: true or false.");
        }
        String reason = body.optionalText("reason").orElse("not accepted by the owner");
        Map<Long, String> lines = new TreeMap<>();
        body.list("rejectRows", Fields.Element::integer).forEach(line -> lines.put(line.longValue(), reason));
        return body.flag("accept", false) ? Review.acceptExcept(lines) : Review.rejectAll(reason);
    }

    private void publish(Context context) {
        admin.require(context);
        long datanet = Paths.number(context, "id");
        Version version = versions.publish(datanet);
        announce(datanet);
        context.status(201).json(DatanetViews.version(version));
    }

    private static Schema schema(Fields body) {
        String name = body.text("schema").toUpperCase(java.util.Locale.ROOT);
        for (Schema schema : Schema.values()) {
            if (schema.name().equals(name)) {
                return schema;
            }
        }
        throw body.wrong("schema", "INSTRUCTION or TEXT");
    }

    private void announce(long datanet) {
        events.announce(Events.Kind.DATANET, views.line(datanets.require(datanet)));
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
