package org.openledger.api.model;

import io.javalin.http.ContentType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.Names;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.model.ModelValue;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.ValuedRow;
import org.openledger.client.model.ValuedRowsQuery;
import org.openledger.client.model.ValuesQuery;
import org.openledger.factory.Run;
import org.openledger.factory.RunValue;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.identity.Address;
import org.openledger.verify.bytes.Worded;

/** What rows did for the loss on rows that runs held out: by run, and for a Datanet, a contributor or a row by model. */
public final class ValueRoutes implements Handlers.Noun {
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
    public void handle(Handlers handlers) {
        handlers.answer(ModelEndpoints.RUN_VALUE, call -> of(runs.require(call.text("id"))));
        handlers.answer(ModelEndpoints.RUN_VALUED_ROWS, this::rows);
        handlers.write(ModelEndpoints.RUN_VALUES, this::document);
        handlers.answer(ModelEndpoints.VALUES, call -> byModel(call.query()));
    }

    /** How far measuring a run is. */
    private enum Progress implements Worded {
        WAITING,
        REFUSED,
        MEASURED;

        static Progress of(Run run, Optional<RunValue> found) {
            if (found.flatMap(RunValue::measured).isPresent()) {
                return MEASURED;
            }
            return found.isEmpty() && !run.state().isEnded() ? WAITING : REFUSED;
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private RunValueDetail of(Run run) {
        Optional<RunValue> found = values.find(run.id());
        Optional<RunValue.Measured> measured = found.flatMap(RunValue::measured);
        Values.Paid paid = values.paid(run.id());
        return new RunValueDetail(
                run.id(),
                run.request().name(),
                Progress.of(run, found).word(),
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

    private List<ValuedRow> rows(Call<ValuedRowsQuery, NoBody> call) {
        Run run = runs.require(call.text("id"));
        ValuedRowsQuery query = call.query();
        boolean least = query.order().equals("least");
        List<RunValue.OfRow> found = query.datanet()
                .map(id -> values.rowsOfDatanet(id, run.id(), least, query.offset(), query.limit()))
                .orElseGet(() -> values.rows(run.id(), least, query.offset(), query.limit()));
        return found.stream()
                .map(each -> new ValuedRow(
                        each.leaf(),
                        each.contributor(),
                        names.of(each.contributor()),
                        each.nanonats(),
                        views.row(each.leaf(), Optional.empty())))
                .toList();
    }

    private void document(Call<NoQuery, NoBody> call) {
        Run run = runs.require(call.text("id"));
        call.context()
                .contentType(ContentType.APPLICATION_JSON)
                .result(values.document(run.id())
                        .orElseThrow(() -> ApiException.notFound("the rows of run " + run.id()
                                + " were not valued: see /api/runs/" + run.id() + "/value for why")));
    }

    private List<ModelValue> byModel(ValuesQuery query) {
        List<List<RunValue.OfModel>> found = Stream.of(
                        query.datanet().map(values::ofDatanet),
                        query.row().map(values::ofRow),
                        query.contributor().map(Address::parse).map(values::ofContributor))
                .flatMap(Optional::stream)
                .toList();
        if (found.size() != 1) {
            throw ApiException.invalid("datanet", "Say whose value: one of ?datanet=, ?contributor= or ?row=.");
        }
        return found.getFirst().stream()
                .map(each -> new ModelValue(
                        each.model(),
                        each.run(),
                        each.contributor(),
                        names.of(each.contributor()),
                        each.nanonats(),
                        each.low(),
                        each.high()))
                .toList();
    }
}
