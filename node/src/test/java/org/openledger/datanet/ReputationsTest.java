package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.review.ReviewPolicy.Terms;
import org.openledger.datanet.review.ReviewPolicy.Way;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.identity.Reader;
import org.openledger.reputation.Fact;
import org.openledger.reputation.Fact.Kind;
import org.openledger.reputation.Reputations;
import org.openledger.store.ListRequest;

/** What is said of somebody is what the records hold, to whom may read them. */
@Tag("unit")
class ReputationsTest extends ReviewedDatanet {
    @Test
    void nothingIsSaidOfWhoDidNothingOrOnlyDrafted() throws IOException {
        contributions.submit(datanet.id(), ana, TextUploads.lines(TEXTS));
        assertThat(facts(ana, Reader.ANYONE)).isEmpty();
        assertThat(facts(ben, Reader.ANYONE)).isEmpty();
    }

    @Test
    void rowsAreCountedByWhatBecameOfThemAndVotesByHowTheyWereDecided() throws IOException {
        join(ben, ReviewRole.REVIEWER);
        join(cem, ReviewRole.REVIEWER);
        members.policy(datanet.id(), owner, Terms.quorum(Way.QUORUM, 2, 48));
        long id = signed(ana, TEXTS);
        List.of(ben, cem, owner).forEach(each -> contributions.rows(id, ListRequest.first(10), Optional.of(each)));
        ballots.vote(id, ben, vote(Set.of(1L, 2L), Map.of(3L, "a label")));
        ballots.vote(id, cem, vote(Set.of(1L), Map.of(2L, "too short", 3L, "a label")));
        assertThat(facts(ana, Reader.ANYONE)).extracting(Fact::kind).containsExactly(Kind.ACCEPTED, Kind.REFUSED);
        ballots.vote(id, owner, vote(Set.of(2L), Map.of()));

        List<Fact> given = facts(ana, Reader.ANYONE);
        assertThat(given)
                .extracting(Fact::says)
                .containsExactly(
                        "2 of 3 rows that were decided were accepted.",
                        "1 of 3 rows that were decided were refused (review 1).");
        assertThat(given).allSatisfy(fact -> {
            assertThat(fact.datanet()).contains(datanet.id());
            assertThat(fact.evidence())
                    .isEqualTo("/api/datanets/" + datanet.id() + "/contributions?contributor=" + ana);
        });
        assertThat(facts(ben, Reader.ANYONE)).isEmpty();
        assertThat(facts(ben, reader(ana))).isEmpty();
        assertThat(facts(ben, reader(ben)))
                .extracting(Fact::says)
                .containsExactly("3 of 3 votes were as the row was decided.");
        assertThat(facts(cem, reader(owner)))
                .extracting(Fact::says)
                .containsExactly("2 of 3 votes were as the row was decided.");
    }

    @Test
    void whoRepeatsRowsOfOthersIsSaidToAndWhoRepeatsTheirOwnIsNot() throws IOException {
        long first = signed(ana, TEXTS);
        contributions.review(first, owner, Review.acceptAll());
        signed(ben, List.of(TEXTS.get(0), TEXTS.get(1), "A pickle rests in brine for three weeks in the cellar."));
        assertThat(facts(ben, Reader.ANYONE))
                .filteredOn(fact -> fact.kind() == Kind.REPEATED)
                .singleElement()
                .satisfies(fact -> assertThat(fact.says()).isEqualTo("2 of 3 lines repeat a row of somebody else."));
        signed(ana, List.of(TEXTS.get(2), "Rye bread keeps for a week when it is wrapped in linen."));
        assertThat(facts(ana, Reader.ANYONE)).noneMatch(fact -> fact.kind() == Kind.REPEATED);
    }

    @Test
    void auditsAndRunsAreSummed() {
        database.write(tx -> {
            tx.execute("""
                    INSERT INTO settlement_epoch (number, state, after_position, last_position, journal_hash, receipts,
                        charged_gwei, total_gwei, root, closed_millis, final_at_seconds, settle_transaction)
                    VALUES (1, 'FINAL', 0, 9, '', 3, 0, 0, '', 0, 0, ''), (2, 'FINAL', 9, 12, '', 3, 0, 0, '', 0, 0, '')""");
            tx.execute("""
                    INSERT INTO settlement_audit (epoch, contributor, paid_gwei, waiting_gwei, returned_gwei, netted_gwei)
                    VALUES (1, ?, 100, 1000, 400, 0), (2, ?, 100, 500, 0, 700), (2, ?, 5, 5, 0, 0)""", ana, ana, ben);
        });
        assertThat(facts(ana, Reader.ANYONE))
                .extracting(Fact::kind, Fact::count, Fact::of)
                .containsExactly(tuple(Kind.RELEASED, 600L, 1500L), tuple(Kind.NETTED, 700L, 1700L));
        assertThat(facts(ben, Reader.ANYONE))
                .extracting(Fact::says)
                .containsExactly("Audits of 1 epoch released 0.000000005 OPEN of 0.000000005 OPEN that waited.");
    }

    private List<Fact> facts(String address, Reader reader) {
        Reputations reputations = new Reputations(
                (id, who) -> who.is(owner) || members.role(id, who.account()).isPresent());
        return database.read(handle -> reputations.of(handle, address, reader));
    }

    private static Reader reader(String account) {
        return new Reader(false, account, account);
    }
}
