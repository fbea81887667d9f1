package org.openledger.api.datanet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.review.AlikeRows;
import org.openledger.client.review.NewScreeningRule;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.review.ReviewRow;
import org.openledger.client.review.ReviewRows;
import org.openledger.client.review.ReviewRowsQuery;
import org.openledger.client.review.ScreeningRules;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Membership;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.identity.Address;
import org.openledger.identity.Reader;
import org.openledger.retrieval.Retrieval;
import org.openledger.retrieval.SearchRequest;
import org.openledger.store.ListPage;

/** What a review sees, and what becomes of rows in which something is found. */
public final class ReviewRoutes implements Handlers.Noun {
    private static final int MOST_ALIKE = 5;

    private final Datanets datanets;
    private final Contributions contributions;
    private final Membership members;
    private final Retrieval retrieval;
    private final DatanetViews views;
    private final ReviewViews reviews;

    public ReviewRoutes(DatanetParts parts, DatanetViews views) {
        this.datanets = parts.datanets();
        this.contributions = parts.contributions();
        this.retrieval = parts.retrieval();
        this.views = views;
        this.reviews = new ReviewViews(datanets, parts.ballots(), views);
        this.members = parts.members();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ReviewEndpoints.ROWS, this::rows);
        handlers.answer(ReviewEndpoints.ALIKE, this::alike);
        handlers.answer(ReviewEndpoints.RULES, this::rules);
        handlers.answer(ReviewEndpoints.RULE, this::rule);
    }

    private ReviewRows rows(Call<ReviewRowsQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        views.requireLines(contribution, reader);
        Datanet datanet = datanets.require(contribution.datanet());
        Optional<String> viewer = viewer(call, datanet);
        ListPage<ReviewRow> page = contributions
                .rows(contribution.id(), ListQuery.of(call.query(), Set.of("by")), viewer)
                .map(row -> reviews.row(row, datanet, reader, viewer));
        return new ReviewRows(page.list(), page.total());
    }

    /** Who looks, as far as they decide or vote; the administrator looks for the owner unless they say for whom. */
    private Optional<String> viewer(Call<ReviewRowsQuery, NoBody> call, Datanet datanet) {
        Reader reader = call.caller().reader();
        String who = call.query().by().map(Address::parse).orElse(reader.all() ? datanet.owner() : reader.account());
        if (call.query().by().isPresent()) {
            call.caller().requireFor(who);
        }
        return Optional.of(who)
                .filter(each -> members.role(datanet.id(), each)
                        .filter(ReviewRole::votes)
                        .isPresent());
    }

    private AlikeRows alike(Call<NoQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        views.requireLines(contribution, reader);
        Row row = contributions.rowOf(contribution.id(), call.number("line"));
        Datanet datanet = datanets.require(contribution.datanet());
        SearchRequest request = new SearchRequest(List.of(datanet.id()), MOST_ALIKE + 1, /* always= */ true);
        return new AlikeRows(
                retrieval
                        .find(request, datanet.schema().reading(row.fields()), Optional.of(datanet.owner()))
                        .rows()
                        .stream()
                        .filter(hit -> !hit.row().leaf().equals(row.leaf()))
                        .limit(MOST_ALIKE)
                        .map(hit -> new AlikeRows.AlikeRow(views.row(hit.row(), datanet), hit.score()))
                        .toList());
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
