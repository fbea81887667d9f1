package org.openledger.api.model;

import java.util.List;
import java.util.Optional;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.Names;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.RunList;
import org.openledger.client.model.VersionPin;
import org.openledger.client.run.BuildingFee;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.client.run.LookLine;
import org.openledger.client.run.NewEvaluation;
import org.openledger.factory.Run;
import org.openledger.factory.RunRequest;
import org.openledger.factory.RunState;
import org.openledger.identity.Address;
import org.openledger.registry.Model;
import org.openledger.registry.Source;
import org.openledger.store.ListPage;
import org.openledger.store.Refusal;
import org.openledger.train.HeldOutLoss;

/** Runs, and having their models answer. */
public final class RunRoutes implements Handlers.Noun {
    private static final long PPM = 1_000_000;

    private final ModelParts parts;
    private final ModelViews views;
    private final RunAsking asking;
    private final Names names;

    public RunRoutes(ModelParts parts, ModelViews views, DatanetViews rows, Names names) {
        this.parts = parts;
        this.views = views;
        this.asking = new RunAsking(rows);
        this.names = names;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ModelEndpoints.RUNS, call -> {
            ListPage<RunDetail> page =
                    parts.runLists().runs(ListQuery.of(call.query())).map(run -> detail(run, false));
            return new RunList(page.list(), page.total());
        });
        handlers.answer(ModelEndpoints.RUN_CREATE, this::request);
        handlers.answer(ModelEndpoints.RUN_SHOW, call -> detail(parts.runs().require(call.text("id")), true));
        handlers.answer(
                ModelEndpoints.RUN_ESTIMATE,
                call -> RunEstimates.shown(
                        parts.estimates().of(wanted(call), call.body().base())));
        handlers.answer(
                ModelEndpoints.RUN_CANCEL,
                call -> detail(parts.runs().cancel(own(call).id()), true));
        handlers.answer(
                ModelEndpoints.RUN_PAUSE,
                call -> detail(parts.runs().pause(own(call).id(), true), true));
        handlers.answer(
                ModelEndpoints.RUN_RESUME,
                call -> detail(parts.runs().pause(own(call).id(), false), true));
        handlers.answer(
                ModelEndpoints.RUN_EVALUATIONS,
                call -> asking.list(parts.evaluating()
                        .of(parts.runs().require(call.text("id")).id())));
        handlers.answer(
                ModelEndpoints.RUN_RETRAIN,
                call -> detail(parts.runs().retrain(own(call).id()), true));
        handlers.answer(ModelEndpoints.RUN_EVALUATE, this::evaluate);
        handlers.answer(ModelEndpoints.RUN_DEPLOY, this::deploy);
    }

    /** The run of a call by whoever acts for its owner. */
    private Run own(Call<NoQuery, ?> call) {
        Run run = parts.runs().require(call.text("id"));
        call.caller().requireFor(run.request().owner());
        return run;
    }

    private EvaluationDetail evaluate(Call<NoQuery, NewEvaluation> call) {
        Run run = own(call);
        NewEvaluation set = call.body();
        if (set.datanet().isPresent() != set.number().isPresent()) {
            throw ApiException.invalid("number", "A version is a Datanet and its number: give both, or neither.");
        }
        return asking.detail(parts.evaluating()
                .name(
                        run,
                        set.name(),
                        set.datanet()
                                .map(datanet -> source(
                                        new VersionPin(datanet, set.number().orElseThrow()))),
                        set.lines()));
    }

    private RunDetail deploy(Call<NoQuery, NoBody> call) {
        Run run = own(call);
        Model model = parts.models()
                .find(run.id())
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Run " + run.id() + " has no model " + (run.state().isEnded() ? "any more" : "yet") + ": it is "
                                + ReceiptViews.lower(run.state()) + "."));
        parts.registry().activate(model.name(), model.number());
        return detail(run, true);
    }

    RunDetail detail(Run run, boolean withCurve) {
        Optional<Model> model = parts.models().find(run.id());
        boolean training = run.state() == RunState.QUEUED || run.state() == RunState.TRAINING;
        RunTimes times = new RunTimes(run, withCurve ? parts.runs().phases(run.id()) : List.of());
        long part = run.stepsTotal() == 0 ? 0 : PPM * run.stepsDone() / run.stepsTotal();
        return new RunDetail(
                run.id(),
                run.request().name(),
                run.request().owner(),
                names.of(run.request().owner()),
                ReceiptViews.lower(run.state()),
                run.paused(),
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
                run.stepsTaken(),
                times.phases(),
                run.trainedTokens(),
                times.tokensASecond(),
                run.request().sources().stream()
                        .map(source -> new VersionPin(Long.toString(source.datanet()), source.number()))
                        .toList(),
                Plans.shown(run.request().configuration()),
                withCurve ? curve(run) : List.of(),
                withCurve ? looks(run) : List.of(),
                run.lossBefore(),
                run.lossAfter(),
                run.heldOut().map(HeldOutLoss::base),
                run.heldOut().map(HeldOutLoss::adapter),
                run.smoothPpm(),
                Plans.smoothnessAdvice(run),
                run.request().gateNanonats(),
                model.filter(views::isLive).isPresent(),
                model.map(Model::number),
                run.trainingSeconds(),
                run.baseDigest(),
                run.adapterDigest(),
                Optional.of(run.failure()).filter(failure -> !failure.isEmpty()),
                run.request().heldOutPpm().orElse(0),
                run.request().rewardGwei(),
                building(run),
                run.createdMillis());
    }

    private Optional<BuildingFee> building(Run run) {
        return parts.runs()
                .building(run.id())
                .map(cost -> new BuildingFee(
                        cost.heldGwei(),
                        cost.chargedGwei(),
                        parts.runs().buildingPaid(run.id()).stream()
                                .map(paid -> new BuildingFee.Paid(
                                        paid.token(), paid.version(), paid.treasury(), paid.gwei()))
                                .toList()));
    }

    private List<double[]> curve(Run run) {
        return parts.runs().lossCurve(run.id()).stream()
                .map(point -> new double[] {point.step(), point.loss()})
                .toList();
    }

    private List<LookLine> looks(Run run) {
        return parts.runs().looks(run.id()).stream()
                .map(look -> new LookLine(
                        look.step(),
                        look.heldOutLoss(),
                        look.answers().entrySet().stream()
                                .map(answer -> new LookLine.Sample(answer.getKey(), answer.getValue()))
                                .toList()))
                .toList();
    }

    private RunDetail request(Call<NoQuery, NewRun> call) {
        return detail(parts.runs().request(wanted(call), call.body().base(), call.once()), true);
    }

    /** What is asked for, by whoever acts for its owner. */
    private RunRequest wanted(Call<NoQuery, NewRun> call) {
        NewRun wanted = call.body();
        String owner = Address.parse(wanted.owner());
        call.caller().requireFor(owner);
        List<Source> sources = wanted.versions().stream().map(RunRoutes::source).toList();
        return new RunRequest(
                wanted.name(),
                owner,
                sources,
                wanted.paid(),
                wanted.royaltyBps(),
                Plans.of(
                        wanted.configuration().orElse(PlanChange.NONE),
                        parts.runs().shape(wanted.base()),
                        parts.runs().rowsToLearn(sources, wanted.heldOutPpm())),
                wanted.heldOutPpm(),
                wanted.gateNanonats(),
                wanted.rewardGwei());
    }

    private static Source source(VersionPin version) {
        if (!version.datanet().matches("[0-9]{1,18}")) {
            throw ApiException.invalid(
                    "versions", "A Datanet's number has digits alone; 'versions' has '" + version.datanet() + "'.");
        }
        return new Source(Long.parseLong(version.datanet()), version.number());
    }
}
