package org.openledger.client.review;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints of reviews, and of what is found in rows. */
public final class ReviewEndpoints {
    private static final String ID = "The Datanet's number.";

    public static final Endpoint<ReviewRowsQuery, NoBody, ReviewRows> ROWS = Endpoint.get(
                    "/api/contributions/{id}/rows", "The rows of a contribution, with what was found in them")
            .says("For its contributor and those who review. Rows count as seen by who is shown them.")
            .number("id", "The contribution's number.")
            .queried(ReviewRowsQuery.class)
            .answers(ReviewRows.class);

    public static final Endpoint<NoQuery, NoBody, AlikeRows> ALIKE = Endpoint.get(
                    "/api/contributions/{id}/rows/{line}/alike", "Rows that may say the same in other words")
            .says(
                    "For the row's contributor and those who review: advice from the search over the Datanet's newest version. Nothing is refused or held for it.")
            .costs(Cost.LIST)
            .number("id", "The contribution's number.")
            .number("line", "The row's line.")
            .answers(AlikeRows.class)
            .refuses(403, 404, 503);

    public static final Endpoint<NoQuery, NoBody, ScreeningRules> RULES = Endpoint.get(
                    "/api/datanets/{id}/screening", "What becomes of rows in which something is found")
            .number("id", ID)
            .answers(ScreeningRules.class);

    public static final Endpoint<NoQuery, NewScreeningRule, ScreeningRules> RULE = Endpoint.post(
                    "/api/datanets/{id}/screening", "Say what becomes of rows in which something is found")
            .says("The caller is the Datanet's owner. The log has who said what.")
            .by(CallerKind.ACCOUNT)
            .number("id", ID)
            .takes(NewScreeningRule.class)
            .answers(ScreeningRules.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(ROWS, ALIKE, RULES, RULE);

    private ReviewEndpoints() {}
}
