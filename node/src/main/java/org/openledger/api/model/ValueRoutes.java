package org.openledger.api.model;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Names;
import org.openledger.api.http.Paths;
import org.openledger.api.http.Routes;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.ModelValue;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.ValuedRow;
import org.openledger.factory.Run;
import org.openledger.factory.RunValue;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.identity.Address;

/** What rows did for the loss on rows that runs held out: by run, and for a Datanet, a contributor or a row by model. */
public final class ValueRoutes implements Routes {
    private static final int PAGE = 20;
    private static final int MAX_OFFSET = 1_000_000;

    private final Runs runs;
    private final Values values;
    private final DatanetViews views;
    private final Names names;

    public ValueRoutes(Runs runs, Values values, DatanetViews views, Names names) {
        this.runs = runs;
        this.values = values;
        this.views = views;
        this.names = names;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/runs/{id}/value", context -> context.json(of(runs.require(context.pathParam("id")))));
        routes.get("/api/runs/{id}/value/rows", this::rows);
        routes.get("/api/runs/{id}/values.json", this::document);
        routes.get("/api/values", this::byModel);
    }

    private RunValueDetail of(Run run) {
        Optional<RunValue> found = values.find(run.id());
        Optional<RunValue.Measured> measured = found.flatMap(RunValue::measured);
        Values.Paid paid = values.paid(run.id());
        return new RunValueDetail(
                run.id(),
                run.request().name(),
                measured.isPresent()
                        ? "measured"
                        : found.isEmpty() && !run.state().isEnded() ? "waiting" : "refused",
                found.map(RunValue::heldOut).orElse(0),
                measured.map(RunValue.Measured::lossBefore),
                measured.map(RunValue.Measured::lossAfter),
                measured.map(RunValue.Measured::digest),
                refusal(run, found),
                run.request().rewardGwei(),
                found.map(RunValue::unpaid).filter(why -> !why.isEmpty()),
                paid.commonsGwei(),
                values.contributors(run.id()).stream()
                        .map(each -> new ContributorValue(
                                each.contributor(),
                                names.of(each.contributor()),
                                each.rows(),
                                each.nanonats(),
                                each.low(),
                                each.high(),
                                paid.gweiByContributor().getOrDefault(each.contributor(), 0L)))
                        .toList());
    }

    /** A run that ended without a word on its values failed, was cancelled, or ended before there were any. */
    private static Optional<String> refusal(Run run, Optional<RunValue> found) {
        if (found.isEmpty()) {
            return run.state().isEnded() ? Optional.of("the run ended without") : Optional.empty();
        }
        return found.map(RunValue::refusal).filter(why -> !why.isEmpty());
    }

    private void rows(Context context) {
        Run run = runs.require(context.pathParam("id"));
        boolean least = "least".equals(context.queryParam("order"));
        int offset = Paths.query(context, "offset", 0, 0, MAX_OFFSET);
        int limit = Paths.query(context, "limit", PAGE, 1, Values.MAX_LISTED);
        Optional<Long> datanet = Optional.ofNullable(context.queryParam("datanet"))
                .map(_ -> (long) Paths.query(context, "datanet", 0, 1, Integer.MAX_VALUE));
        List<RunValue.OfRow> found = datanet.map(id -> values.rowsOfDatanet(id, run.id(), least, offset, limit))
                .orElseGet(() -> values.rows(run.id(), least, offset, limit));
        context.json(found.stream()
                .map(each -> new ValuedRow(
                        each.leaf(),
                        each.contributor(),
                        names.of(each.contributor()),
                        each.nanonats(),
                        views.row(each.leaf(), Optional.empty())))
                .toList());
    }

    private void document(Context context) {
        Run run = runs.require(context.pathParam("id"));
        context.contentType(ContentType.APPLICATION_JSON)
                .result(values.document(run.id())
                        .orElseThrow(() -> ApiException.notFound(
                                "not_found",
                                "the rows of run " + run.id() + " were not valued: see /api/runs/" + run.id()
                                        + "/value for why")));
    }

    private void byModel(Context context) {
        List<Values.OfModel> found;
        if (context.queryParam("datanet") != null) {
            found = values.ofDatanet(Paths.query(context, "datanet", 0, 1, Integer.MAX_VALUE));
        } else if (context.queryParam("row") != null) {
            found = values.ofRow(String.valueOf(context.queryParam("row")));
        } else if (context.queryParam("contributor") != null) {
            found = values.ofContributor(Address.parse(String.valueOf(context.queryParam("contributor"))));
        } else {
            throw ApiException.invalid("datanet", "Say whose value: ?datanet=, ?contributor= or ?row=.");
        }
        context.json(found.stream()
                .map(each -> new ModelValue(
                        each.model(),
                        each.run(),
                        each.contributor(),
                        names.of(each.contributor()),
                        each.nanonats(),
                        each.low(),
                        each.high()))
                .toList());
    }
}
