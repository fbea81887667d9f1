package org.openledger.api.datanet;

import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.review.NewScreeningRule;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.review.ReviewRow;
import org.openledger.client.review.ReviewRows;
import org.openledger.client.review.ReviewRowsQuery;
import org.openledger.client.review.ScreeningRules;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.identity.Reader;
import org.openledger.store.ListPage;

/** What a review sees, and what becomes of rows in which something is found. */
public final class ReviewRoutes implements Handlers.Noun {
    private final Datanets datanets;
    private final Contributions contributions;
    private final DatanetViews views;
    private final ReviewViews reviews;

    public ReviewRoutes(DatanetParts parts, DatanetViews views) {
        this.datanets = parts.datanets();
        this.contributions = parts.contributions();
        this.views = views;
        this.reviews = new ReviewViews(datanets, views);
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ReviewEndpoints.ROWS, this::rows);
        handlers.answer(ReviewEndpoints.RULES, this::rules);
        handlers.answer(ReviewEndpoints.RULE, this::rule);
    }

    private ReviewRows rows(Call<ReviewRowsQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        views.requireLines(contribution, reader);
        Datanet datanet = datanets.require(contribution.datanet());
        ListPage<ReviewRow> page = contributions
                .rows(contribution.id(), ListQuery.of(call.query()), reader.is(datanet.owner()))
                .map(row -> reviews.row(row, datanet, reader));
        return new ReviewRows(page.list(), page.total());
    }

    private ScreeningRules rules(Call<NoQuery, NoBody> call) {
        return reviews.rules(datanets.require(call.number("id")).id());
    }

    private ScreeningRules rule(Call<NoQuery, NewScreeningRule> call) {
        Datanet datanet = datanets.require(call.number("id"));
        call.caller().requireFor(datanet.owner());
        datanets.rule(
                datanet.id(),
                datanet.owner(),
                call.body().finding(),
                ScreeningPolicy.actCalled(call.body().act()));
        return reviews.rules(datanet.id());
    }
}
