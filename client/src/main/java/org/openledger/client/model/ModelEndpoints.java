package org.openledger.client.model;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** The endpoints of models, runs and values. */
public final class ModelEndpoints {
    private static final String RUN = "The run's id.";
    private static final String RUN_EXAMPLE = "a2db20749583465f";

    public static final Endpoint<ModelsQuery, NoBody, ModelList> LIST = Endpoint.get(
                    "/api/models", "Search, filter and sort models")
            .queried(ModelsQuery.class)
            .answers(ModelList.class);

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

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_SHOW = Endpoint.get("/api/runs/{id}", "One run")
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class);

    public static final Endpoint<NoQuery, NoBody, RunDetail> RUN_CANCEL = Endpoint.delete(
                    "/api/runs/{id}", "Cancel a run")
            .by(CallerKind.ACCOUNT)
            .text("id", RUN, RUN_EXAMPLE)
            .answers(RunDetail.class)
            .refuses(409);

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
            RUNS,
            RUN_CREATE,
            RUN_SHOW,
            RUN_CANCEL,
            RUN_VALUE,
            RUN_CONTRIBUTORS,
            RUN_VALUED_ROWS,
            RUN_VALUES,
            VALUES);

    private ModelEndpoints() {}
}
