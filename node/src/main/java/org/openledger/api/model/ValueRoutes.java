package org.openledger.api.model;

import io.javalin.http.ContentType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.Names;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.ContributorValues;
import org.openledger.client.model.ContributorValuesQuery;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.model.ModelValue;
import org.openledger.client.model.ModelValues;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.ValuedRow;
import org.openledger.client.model.ValuedRows;
import org.openledger.client.model.ValuedRowsQuery;
import org.openledger.client.model.ValuesQuery;
import org.openledger.factory.Run;
import org.openledger.factory.RunValue;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.identity.Address;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.verify.bytes.Worded;

/** What rows did for the loss on rows that runs held out: by run, and for a Datanet, a contributor or a row by model. */
public final class ValueRoutes implements Handlers.Noun {
    private final Runs runs;
    private final Values values;
    private final DatanetViews views;
    private final Names names;

    public ValueRoutes(ModelParts parts, DatanetViews views, Names names) {
        this.runs = parts.runs();
        this.values = parts.values();
        this.views = views;
        this.names = names;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ModelEndpoints.RUN_VALUE, call -> of(runs.require(call.text("id"))));
        handlers.answer(ModelEndpoints.RUN_CONTRIBUTORS, this::contributors);
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
                paid.contributorsGwei(),
                paid.commonsGwei());
    }

    private ContributorValues contributors(Call<ContributorValuesQuery, NoBody> call) {
        Run run = runs.require(call.text("id"));
        Values.Paid paid = values.paid(run.id());
        ListPage<ContributorValue> page = values.contributors(run.id(), ListQuery.of(call.query()))
                .map(each -> new ContributorValue(
                        each.contributor(),
                        names.of(each.contributor()),
                        each.rows(),
                        each.nanonats(),
                        each.low(),
                        each.high(),
                        paid.gweiByContributor().getOrDefault(each.contributor(), 0L)));
        return new ContributorValues(page.list(), page.total());
    }

    /** A run that ended without a word on its values failed, was cancelled, or ended before there were any. */
    private static Optional<String> refusal(Run run, Optional<RunValue> found) {
        if (found.isEmpty()) {
            return run.state().isEnded() ? Optional.of("the run ended without") : Optional.empty();
        }
        return found.map(RunValue::refusal).filter(why -> !why.isEmpty());
    }

    private ValuedRows rows(Call<ValuedRowsQuery, NoBody> call) {
        Run run = runs.require(call.text("id"));
        ListPage<ValuedRow> page = values.rows(run.id(), ListQuery.of(call.query()))
                .map(each -> new ValuedRow(
                        each.leaf(),
                        each.contributor(),
                        names.of(each.contributor()),
                        each.nanonats(),
                        views.row(each.leaf(), Optional.empty())));
        return new ValuedRows(page.list(), page.total());
    }

    private void document(Call<NoQuery, NoBody> call) {
        Run run = runs.require(call.text("id"));
        call.context()
                .contentType(ContentType.APPLICATION_JSON)
                .result(values.document(run.id())
                        .orElseThrow(() -> ApiException.notFound("the rows of run " + run.id()
                                + " were not valued: see /api/runs/" + run.id() + "/value for why")));
    }

    private ModelValues byModel(ValuesQuery query) {
        // what chooses the list is no filter of it
        ListRequest request = ListQuery.of(query, Set.of("datanet", "row", "contributor"));
        List<ListPage<RunValue.OfModel>> found = Stream.of(
                        query.datanet().map(id -> values.ofDatanet(id, request)),
                        query.row().map(leaf -> values.ofRow(leaf, request)),
                        query.contributor().map(Address::parse).map(address -> values.ofContributor(address, request)))
                .flatMap(Optional::stream)
                .toList();
        if (found.size() != 1) {
            throw ApiException.invalid("datanet", "Say whose value: one of ?datanet=, ?contributor= or ?row=.");
        }
        ListPage<ModelValue> page = found.getFirst().map(this::ofModel);
        return new ModelValues(page.list(), page.total());
    }

    private ModelValue ofModel(RunValue.OfModel value) {
        return new ModelValue(
                value.model(),
                value.run(),
                value.contributor(),
                names.of(value.contributor()),
                value.nanonats(),
                value.low(),
                value.high());
    }
}
