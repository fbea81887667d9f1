package org.openledger.api.model;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Body;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.Names;
import org.openledger.api.http.RequestFields;
import org.openledger.api.http.Routes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.model.LearningPlan;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.model.VersionRoot;
import org.openledger.factory.FactoryException;
import org.openledger.factory.Model;
import org.openledger.factory.Models;
import org.openledger.factory.Run;
import org.openledger.factory.RunConfiguration;
import org.openledger.factory.RunRequest;
import org.openledger.factory.RunState;
import org.openledger.factory.Runs;
import org.openledger.factory.Source;
import org.openledger.identity.Address;
import org.openledger.receipt.Receipts;

/** Runs, and the models that came out of them. */
public final class RunRoutes implements Routes {
    private static final long PPM = 1_000_000;
    private static final int MAX_SEED = Integer.MAX_VALUE;

    private final Runs runs;
    private final Models models;
    private final Receipts receipts;
    private final Names names;
    private final String base;
    private final Predicate<String> served;
    private final Access access;

    /** @param served whether requests for a model of this name are answered */
    public RunRoutes(
            Runs runs,
            Models models,
            Receipts receipts,
            Names names,
            String base,
            Predicate<String> served,
            Access access) {
        this.runs = runs;
        this.models = models;
        this.receipts = receipts;
        this.names = names;
        this.base = base;
        this.served = served;
        this.access = access;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/api/runs", this::request);
        routes.get(
                "/api/runs",
                context -> context.json(
                        runs.list().stream().map(run -> detail(run, false)).toList()));
        routes.get("/api/runs/{id}", context -> context.json(detail(runs.require(context.pathParam("id")), true)));
        routes.delete("/api/runs/{id}", context -> {
            Run run = runs.require(context.pathParam("id"));
            access.of(context).requireFor(run.request().owner());
            context.json(detail(runs.cancel(run.id()), true));
        });
        routes.get("/api/models", context -> context.json(models()));
        routes.exception(FactoryException.class, (refusal, context) -> HttpServer.refuse(mapped(refusal), context));
    }

    public List<ModelLine> models() {
        return models.list().stream().map(this::line).toList();
    }

    RunDetail detail(Run run, boolean withCurve) {
        boolean training = run.state() == RunState.QUEUED || run.state() == RunState.TRAINING;
        long part = run.stepsTotal() == 0 ? 0 : PPM * run.stepsDone() / run.stepsTotal();
        return new RunDetail(
                run.id(),
                run.request().name(),
                run.request().owner(),
                names.of(run.request().owner()),
                ReceiptViews.lower(stateOf(run)),
                training ? part : PPM,
                switch (run.state()) {
                    case ATTRIBUTING -> part;
                    case VALUING, READY -> PPM;
                    default -> 0;
                },
                switch (run.state()) {
                    case VALUING -> part;
                    case READY -> PPM;
                    default -> 0;
                },
                run.stepsDone(),
                run.request().sources().stream()
                        .map(source -> new VersionPin(Long.toString(source.datanet()), source.number()))
                        .toList(),
                shown(run.request().configuration()),
                withCurve ? curve(run) : List.of(),
                run.lossBefore(),
                run.lossAfter(),
                run.trainingSeconds(),
                run.baseDigest(),
                run.adapterDigest(),
                Optional.of(run.failure()).filter(failure -> !failure.isEmpty()),
                run.request().heldOutPpm().orElse(0),
                run.request().rewardGwei(),
                run.createdMillis());
    }

    /** A run is past its registration when its model can be asked. */
    private RunState stateOf(Run run) {
        boolean live = served.test(run.request().name());
        return run.state() == RunState.ATTRIBUTING && !live ? RunState.REGISTERING : run.state();
    }

    private List<double[]> curve(Run run) {
        return runs.lossCurve(run.id()).stream()
                .map(point -> new double[] {point.step(), point.loss()})
                .toList();
    }

    private ModelLine line(Model model) {
        return new ModelLine(
                model.name(),
                model.token(),
                model.owner(),
                names.of(model.owner()),
                base,
                model.baseDigest(),
                model.adapterDigest(),
                model.run(),
                model.sources().stream()
                        .map(source -> new VersionRoot(Long.toString(source.datanet()), source.number(), source.root()))
                        .toList(),
                model.readyMillis().isPresent() ? "ready" : "attributing",
                model.readyMillis().isPresent(),
                receipts.countOf(model.name()));
    }

    private void request(Context context) {
        RequestFields body = Body.object(context);
        List<Source> sources = body.list("versions", element -> {
            RequestFields source = element.object();
            String datanet = source.text("datanet");
            if (!datanet.matches("[0-9]{1,18}")) {
                throw source.wrong("datanet", "a Datanet's number");
            }
            return new Source(Long.parseLong(datanet), source.integer("number", 1, Integer.MAX_VALUE));
        });
        String owner = Address.parse(body.text("owner"));
        access.of(context).requireFor(owner);
        RunRequest request = new RunRequest(
                body.text("name"),
                owner,
                sources,
                body.flag("paid", true),
                body.optionalInteger("royaltyBps", 0, 10_000).orElse(0L).intValue(),
                body.optionalObject("configuration")
                        .map(RunRoutes::configuration)
                        .orElse(RunConfiguration.STANDARD),
                body.optionalInteger("heldOutPpm", 0, RunRequest.MAX_HELD_OUT_PPM)
                        .map(Math::toIntExact),
                body.optionalInteger("rewardGwei", 0, Long.MAX_VALUE).orElse(0L));
        context.status(201).json(detail(runs.request(request), true));
    }

    /** What is not given is as in {@link RunConfiguration#STANDARD}; the warm-up is the same part of the steps. */
    private static RunConfiguration configuration(RequestFields given) {
        RunConfiguration standard = RunConfiguration.STANDARD;
        int steps = integer(given, "steps", standard.steps());
        return new RunConfiguration(
                integer(given, "rank", standard.rank()),
                integer(given, "alpha", standard.alpha()),
                steps,
                integer(given, "batchRows", standard.batchRows()),
                given.optionalNumber("peakLearningRate", 0, 1).orElse(standard.peakLearningRate()),
                integer(given, "warmupSteps", (int) ((long) steps * standard.warmupSteps() / standard.steps())),
                integer(given, "maxTokens", standard.maxTokens()),
                given.optionalInteger("seed", 0, MAX_SEED).orElse(standard.seed()));
    }

    private static LearningPlan shown(RunConfiguration plan) {
        return new LearningPlan(
                plan.rank(),
                plan.alpha(),
                plan.steps(),
                plan.batchRows(),
                plan.peakLearningRate(),
                plan.warmupSteps(),
                plan.maxTokens(),
                plan.seed());
    }

    private static int integer(RequestFields given, String field, int standard) {
        return given.optionalInteger(field, 0, Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .orElse(standard);
    }

    static ApiException mapped(FactoryException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.kind()) {
            case INVALID -> ApiException.invalid(null, message);
            case UNKNOWN -> ApiException.notFound("not_found", message);
            case CONFLICT -> ApiException.conflict(message);
            case NO_RIGHT -> ApiException.of(403, "no_right", message);
            case NO_MONEY -> ApiException.paymentRequired(message);
        };
    }
}
