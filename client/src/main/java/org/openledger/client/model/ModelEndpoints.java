package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.run.EstimateDetail;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.client.run.EvaluationList;
import org.openledger.client.run.NewEvaluation;

/** The endpoints of models, runs and values. */
public final class ModelEndpoints {
    private static final String NAME = "The model's name.";
    private static final String NAME_EXAMPLE = "kitchen-1";
    private static final String RUN = "The run's id.";
    private static final String RUN_EXAMPLE = "a2db20749583465f";

    public static final Endpoint<ModelsQuery, NoBody, ModelList> LIST = Endpoint.get(
                    "/api/models", "Search, filter and sort models")
            .queried(ModelsQuery.class)
            .answers(ModelList.class);

    public static final Endpoint<NewModelQuery, byte[], ModelLine> ADD = Endpoint.create(
                    "/api/models", "Bring an adapter")
            .costs(Cost.UPLOAD)
            .says("It is the next version of its name, and answers once it is activated. It is read whole at once.")
            .by(CallerKind.ACCOUNT)
            .queried(NewModelQuery.class)
            .takes(new Input.Raw(
                    "application/x-tar",
                    "A tar of a PEFT folder, also with gzip: adapter_config.json and adapter_model.safetensors."))
            .answers(ModelLine.class)
            .refuses(403, 409, 413);

    public static final Endpoint<NoQuery, NoBody, ModelDetail> SHOW = Endpoint.get(
                    "/api/models/{name}", "A model with its versions, and what was decided about it")
            .costs(Cost.LIST)
            .text("name", NAME, NAME_EXAMPLE)
            .answers(ModelDetail.class);

    public static final Endpoint<NoQuery, ModelPrice, ModelDetail> PRICE = Endpoint.patch(
                    "/api/models/{name}", "Set what a model costs")
            .says("What is being answered costs what it did when it was asked.")
            .by(CallerKind.ACCOUNT)
            .text("name", NAME, NAME_EXAMPLE)
            .takes(ModelPrice.class)
            .answers(ModelDetail.class);

    public static final Endpoint<NoQuery, ModelActivation, ModelDetail> ACTIVATE = Endpoint.post(
                    "/api/models/{name}/activate", "Have a version of a model answer")
            .says(
                    "The base itself is a model under its own name: its owner or the administrator may have it answer, too.")
            .by(CallerKind.ACCOUNT)
            .text("name", NAME, NAME_EXAMPLE)
            .takes(ModelActivation.class)
            .answers(ModelDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, ModelDetail> ROLLBACK = Endpoint.post(
                    "/api/models/{name}/rollback", "Have the version answer that did before")
            .by(CallerKind.ACCOUNT)
            .text("name", NAME, NAME_EXAMPLE)
            .answers(ModelDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, ModelDetail> WITHDRAW = Endpoint.delete(
                    "/api/models/{name}", "Have a model answer no more")
            .says("Its versions stay, and answers that were given are traced and paid.")
            .by(CallerKind.ACCOUNT)
            .text("name", NAME, NAME_EXAMPLE)
            .answers(ModelDetail.class)
            .refuses(409);

    public static final Endpoint<RunsQuery, NoBody, RunList> RUNS = Endpoint.get(
                    "/api/runs", "Search, filter and sort runs")
            .says("Loss curves are left empty here.")
            .queried(RunsQuery.class)
            .answers(RunList.class);

    public static final Endpoint<NoQuery, NewRun, RunDetail> RUN_CREATE = Endpoint.create("/api/runs", "Start a run")
            .says("Its rights are checked at once; it trains in the background.")
            .by(CallerKind.ACCOUNT)
            .takes(NewRun.class)
            .answers(RunDetail.class)
            .refuses(402, 409)
            .once();

    public static final Endpoint<NoQuery, NewRun, EstimateDetail> RUN_ESTIMATE = Endpoint.post(
                    "/api/runs/estimate", "What a run would take, before it is started")
            .costs(Cost.RECOMPUTE)
            .says(
                    "Where the speed of this machine is not known for such a run, some of its steps are taken to measure it.")
            .by(CallerKind.ACCOUNT)
            .computes()
            .takes(NewRun.class)
            .answers(EstimateDetail.class)
            .refuses(503);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_SHOW = Endpoint.get("/api/runs/{id}", "One run")
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_RETRAIN = Endpoint.create(
                    "/api/runs/{id}/retrain", "Train a run's model again, on the newest versions of its Datanets")
            .says(
                    "It learns as the run did, without rows that were taken back, and is the next version of the same name.")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(402, 403, 409);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_CANCEL = Endpoint.delete(
                    "/api/runs/{id}", "Cancel a run")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_PAUSE = Endpoint.post(
                    "/api/runs/{id}/pause", "Let a run rest")
            .says("It stops after its present step, lets others go before it, and stays paused after a restart.")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_RESUME = Endpoint.post(
                    "/api/runs/{id}/resume", "Let a paused run go on")
            .says("It goes on from where it was, to the same model to the bit.")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, EvaluationList> RUN_EVALUATIONS = Endpoint.get(
                    "/api/runs/{id}/evaluations", "What a run's model says to rows that it never learnt")
            .costs(Cost.LIST)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(EvaluationList.class);

    public static final Endpoint<NoQuery, NewEvaluation, EvaluationDetail> RUN_EVALUATE = Endpoint.create(
                    "/api/runs/{id}/evaluations", "Have a run's model asked a regression set")
            .says("It is asked in the background, as soon as no part of a run is being computed.")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .takes(NewEvaluation.class)
            .answers(EvaluationDetail.class)
            .refuses(403, 409, 413);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_DEPLOY = Endpoint.post(
                    "/api/runs/{id}/deploy", "Have the model of a run answer")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, RunValueDetail> RUN_VALUE = Endpoint.get(
                    "/api/runs/{id}/value", "What the rows of a run are worth")
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunValueDetail.class);

    public static final Endpoint<ContributorValuesQuery, NoBody, ContributorValues> RUN_CONTRIBUTORS = Endpoint.get(
                    "/api/runs/{id}/value/contributors", "What the rows of a run are worth, by contributor")
            .text("id", RUN, RUN_EXAMPLE)
            .queried(ContributorValuesQuery.class)
            .answers(ContributorValues.class);

    public static final Endpoint<ValuedRowsQuery, NoBody, ValuedRows> RUN_VALUED_ROWS = Endpoint.get(
                    "/api/runs/{id}/value/rows", "What the rows of a run are worth, by row")
            .text("id", RUN, RUN_EXAMPLE)
            .queried(ValuedRowsQuery.class)
            .answers(ValuedRows.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> RUN_VALUES = Endpoint.get(
                    "/api/runs/{id}/values.json", "The document of all values of a run")
            .costs(Cost.LIST)
            .says("Its SHA-256 stands in the log.")
            .text("id", RUN, RUN_EXAMPLE)
            .answers(new Output.Raw("application/json", "Canonical JSON, as it was digested."));

    public static final Endpoint<ValuesQuery, NoBody, ModelValues> VALUES = Endpoint.get(
                    "/api/values", "What a Datanet, a contributor or a row did for each model")
            .queried(ValuesQuery.class)
            .answers(ModelValues.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            LIST,
            ADD,
            SHOW,
            PRICE,
            ACTIVATE,
            ROLLBACK,
            WITHDRAW,
            RUNS,
            RUN_ESTIMATE,
            RUN_CREATE,
            RUN_SHOW,
            RUN_RETRAIN,
            RUN_PAUSE,
            RUN_RESUME,
            RUN_CANCEL,
            RUN_EVALUATIONS,
            RUN_EVALUATE,
            RUN_DEPLOY,
            RUN_VALUE,
            RUN_CONTRIBUTORS,
            RUN_VALUED_ROWS,
            RUN_VALUES,
            VALUES);

    private ModelEndpoints() {}
}
