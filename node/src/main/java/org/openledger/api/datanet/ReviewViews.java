package org.openledger.api.datanet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.review.ReviewRow;
import org.openledger.client.review.ScreeningRules;
import org.openledger.client.row.RowView;
import org.openledger.datanet.Ballots;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.ReviewedRow;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.datanet.screening.TextDiff;
import org.openledger.datanet.screening.UnseenCharacters;
import org.openledger.identity.Reader;

/** What a review sees, as the API shows it. */
final class ReviewViews {
    private static final int MAX_UNSEEN = 20;

    private final Datanets datanets;
    private final Ballots ballots;
    private final DatanetViews views;

    ReviewViews(Datanets datanets, Ballots ballots, DatanetViews views) {
        this.datanets = datanets;
        this.ballots = ballots;
        this.views = views;
    }

    /** @param viewer for whom it is shown; empty for nobody who decides or votes */
    ReviewRow row(ReviewedRow reviewed, Datanet datanet, Reader reader, Optional<String> viewer) {
        Row row = reviewed.row();
        String text = datanet.schema().reading(row.fields());
        return new ReviewRow(
                row.line(),
                row.leaf(),
                state(row),
                row.reason().map(Reason::word),
                row.detail(),
                text,
                DatanetViews.metadata(row),
                row.corrects(),
                reviewed.seenMillis(),
                UnseenCharacters.of(text, MAX_UNSEEN).stream()
                        .map(each -> new ReviewRow.UnseenCharacter(each.place(), each.code(), each.name()))
                        .toList(),
                reviewed.appealedMillis().isPresent(),
                ballots.votes(row, viewer.orElse("")).stream()
                        .map(vote -> new ReviewRow.VoteOnRow(
                                Optional.of(vote.reviewer()).filter(_ -> viewer.isPresent()),
                                vote.vote().word(),
                                Optional.of(vote.why()).filter(why -> !why.isEmpty())))
                        .toList(),
                row.leader().flatMap(leaf -> views.row(leaf, reader)).map(earlier -> nearest(earlier, text)));
    }

    private static ReviewRow.NearestRow nearest(RowView earlier, String text) {
        List<ReviewRow.Change> changes = TextDiff.of(earlier.text(), text).stream()
                .map(part -> new ReviewRow.Change(part.kind().name().toLowerCase(Locale.ROOT), part.text()))
                .toList();
        return new ReviewRow.NearestRow(earlier.leaf(), earlier.datanet(), changes);
    }

    private static String state(Row row) {
        return switch (row.state()) {
            case SCREENED, COMMITTED -> row.isHeld() ? "held" : "waiting";
            case ACCEPTED -> "accepted";
            case REJECTED -> "refused";
            case WITHDRAWN -> "withdrawn";
        };
    }

    ScreeningRules rules(long datanet) {
        Map<String, PolicyRule> said = new HashMap<>();
        datanets.rules(datanet).forEach(rule -> said.put(rule.finding(), rule));
        ScreeningPolicy policy = datanets.policy(datanet);
        return new ScreeningRules(policy.acts().entrySet().stream()
                .map(each -> new ScreeningRules.Rule(
                        each.getKey(),
                        each.getValue().word(),
                        ScreeningPolicy.STANDARD.act(each.getKey()).word(),
                        Optional.ofNullable(said.get(each.getKey())).map(PolicyRule::setBy),
                        Optional.ofNullable(said.get(each.getKey())).map(PolicyRule::setMillis)))
                .toList());
    }
}
