package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.review.Agreement;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewCheck;
import org.openledger.datanet.review.ReviewPolicy.Terms;
import org.openledger.datanet.review.ReviewPolicy.Way;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.Vote;
import org.openledger.datanet.review.VoteTable;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Row;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal.Kind;

/** Review by more than the owner: who may, which votes decide, what stays blind, what a contributor can say. */
@Tag("unit")
class BallotsTest extends ReviewedDatanet {
    @Test
    void anInvitationIsGoodOnceForATimeAndUntilItIsRevoked() {
        Membership.Invited invited = members.invite(datanet.id(), owner, ReviewRole.REVIEWER, 2);
        long id = invited.invitation().id();
        refused(Kind.FORBIDDEN, () -> members.take(id, invited.code() + "x", ben));
        assertThat(members.take(id, invited.code(), ben).role()).isEqualTo(ReviewRole.REVIEWER);
        refused(Kind.CONFLICT, () -> members.take(id, invited.code(), cem));
        assertThat(members.role(datanet.id(), ben)).contains(ReviewRole.REVIEWER);

        Membership.Invited late = members.invite(datanet.id(), owner, ReviewRole.READER, 2);
        now = now.plus(Duration.ofHours(2));
        refused(Kind.CONFLICT, () -> members.take(late.invitation().id(), late.code(), cem));
        Membership.Invited revoked = members.invite(datanet.id(), owner, ReviewRole.READER, 2);
        members.revoke(revoked.invitation().id(), owner);
        refused(Kind.CONFLICT, () -> members.take(revoked.invitation().id(), revoked.code(), cem));
        assertThat(members.role(datanet.id(), cem)).isEmpty();
        database.read(handle -> {
            assertThat(handle.createQuery("SELECT code_digest FROM datanet_invitation")
                            .mapTo(String.class)
                            .list())
                    .noneMatch(kept -> kept.contains(invited.code()));
            return null;
        });
    }

    @Test
    void nobodyGivesARoleThatIsNotTheirsToGive() {
        join(ben, ReviewRole.CURATOR);
        join(cem, ReviewRole.REVIEWER);
        refused(Kind.FORBIDDEN, () -> members.invite(datanet.id(), cem, ReviewRole.READER, 2));
        refused(Kind.FORBIDDEN, () -> members.invite(datanet.id(), ben, ReviewRole.CURATOR, 2));
        Membership.Invited invited = members.invite(datanet.id(), ben, ReviewRole.REVIEWER, 2);
        refused(Kind.FORBIDDEN, () -> members.remove(datanet.id(), ben, cem));
        refused(Kind.FORBIDDEN, () -> members.policy(datanet.id(), ben, Terms.quorum(Way.QUORUM, 1, 1)));
        members.remove(datanet.id(), ben, owner);
        refused(Kind.CONFLICT, () -> members.take(invited.invitation().id(), invited.code(), dee));
        members.remove(datanet.id(), cem, cem);
        assertThat(members.members(datanet.id(), ListRequest.first(10)).total()).isZero();
    }

    @Test
    void aCuratorDecidesAsTheOwnerDoesButNeitherOwnRowsNorUnseen() throws IOException {
        join(ben, ReviewRole.CURATOR);
        long id = signed(ana, TEXTS);
        Review all = new Review(new TreeSet<>(), new TreeMap<>(), Review.Rest.ACCEPT, "", false);
        contributions.rows(id, ListRequest.first(10), Optional.of(owner));
        assertThatThrownBy(() -> contributions.review(id, ben, all)).hasMessageContaining("looked at 4");
        contributions.rows(id, ListRequest.first(10), Optional.of(ben));
        assertThat(contributions.review(id, ben, all).state()).isEqualTo(Contribution.State.REVIEWED);
        assertThat(contributions.acceptedUnseen(id)).isZero();
        long own = signed(ben, List.of("A pickle rests in brine for three weeks in the cellar."));
        refused(Kind.FORBIDDEN, () -> contributions.review(own, ben, Review.acceptAll()));
        join(cem, ReviewRole.REVIEWER);
        refused(Kind.FORBIDDEN, () -> contributions.review(own, cem, Review.acceptAll()));
    }

    @Test
    void votesDecideWhenSoManyAgreeAndStayBlindUntilThen() throws IOException {
        quorum(2, 48);
        long id = signed(ana, TEXTS);
        refused(Kind.CONFLICT, () -> contributions.review(id, owner, Review.acceptAll()));
        refused(Kind.FORBIDDEN, () -> ballots.vote(id, ana, vote(Set.of(1L), Map.of())));
        assertThatThrownBy(() -> ballots.vote(id, ben, vote(Set.of(1L, 2L), Map.of(3L, "not a recipe"))))
                .hasMessageContaining("looked at 2");
        List.of(ben, cem, dee).forEach(each -> contributions.rows(id, ListRequest.first(10), Optional.of(each)));

        ballots.vote(id, ben, vote(Set.of(1L, 2L), Map.of(3L, "not a recipe")));
        assertThat(states(id)).containsOnly(Row.State.COMMITTED);
        assertThat(votesSeenBy(id, 1, ben)).hasSize(1);
        assertThat(votesSeenBy(id, 1, cem)).isEmpty();
        refused(Kind.CONFLICT, () -> ballots.vote(id, ben, vote(Set.of(), Map.of(1L, "I changed my mind"))));

        ballots.vote(id, cem, vote(Set.of(1L, 3L), Map.of(2L, "too short")));
        assertThat(states(id)).startsWith(Row.State.ACCEPTED, Row.State.COMMITTED, Row.State.COMMITTED);
        assertThat(votesSeenBy(id, 1, ana)).hasSize(2);
        now = now.plusSeconds(1);
        ballots.vote(id, dee, vote(Set.of(2L), Map.of(3L, "a label", 4L, "a label")));
        assertThat(states(id))
                .containsExactly(Row.State.ACCEPTED, Row.State.ACCEPTED, Row.State.REJECTED, Row.State.COMMITTED);
        assertThat(contributions.history(id, 2, 1).getFirst().detail()).contains("not a recipe");
        assertThat(contributions.acceptedUnseen(id)).isZero();

        now = now.plus(Duration.ofDays(2));
        refused(Kind.CONFLICT, () -> ballots.vote(id, cem, vote(Set.of(4L), Map.of())));
        assertThat(contributions.review(id, owner, Review.acceptAll()).state()).isEqualTo(Contribution.State.REVIEWED);
        assertThat(states(id)).endsWith(Row.State.ACCEPTED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aContributionKeepsThePolicyThatItWasSignedUnder() throws IOException {
        long before = signed(ana, TEXTS.subList(0, 1));
        quorum(1, 48);
        long after = signed(ana, TEXTS.subList(1, 2));
        members.policy(datanet.id(), owner, Terms.owner());
        contributions.review(before, owner, Review.acceptAll());
        refused(Kind.CONFLICT, () -> contributions.review(after, owner, Review.acceptAll()));
        assertThat(ballots.policy(contributions.require(after)).quorum()).isEqualTo(1);
    }

    @Test
    void aContributorAppealsOnceAndTheOwnerAloneDecides() throws IOException {
        join(ben, ReviewRole.CURATOR);
        long id = signed(ana, TEXTS);
        Review some = new Review(
                new TreeSet<>(Set.of(1L, 2L)), new TreeMap<>(Map.of(3L, "no", 4L, "no")), Review.Rest.WAIT, "", true);
        assertThat(contributions.review(id, ben, some).state()).isEqualTo(Contribution.State.REVIEWED);
        refused(Kind.FORBIDDEN, () -> ballots.appeal(id, ben, Set.of(3L), "it is true"));
        refused(Kind.CONFLICT, () -> ballots.appeal(id, ana, Set.of(2L, 3L), "it is true"));
        ballots.appeal(id, ana, Set.of(3L), "it is true");
        assertThat(contributions.require(id).state()).isEqualTo(Contribution.State.AWAITING_REVIEW);
        assertThat(contributions.heldRows(id)).isEqualTo(1);
        refused(Kind.INVALID, () -> contributions.review(id, ben, only(3L)));
        refused(Kind.INVALID, () -> ballots.vote(id, ben, vote(Set.of(3L), Map.of())));
        contributions.review(
                id,
                owner,
                new Review(new TreeSet<>(), new TreeMap<>(Map.of(3L, "still no")), Review.Rest.WAIT, "", false));
        refused(Kind.CONFLICT, () -> ballots.appeal(id, ana, Set.of(3L), "again"));
        now = now.plus(Ballots.APPEAL_TIME).plusMillis(1);
        refused(Kind.CONFLICT, () -> ballots.appeal(id, ana, Set.of(4L), "late"));
    }

    @Test
    void aRowThatWasAppealedIsFoundByOthersAgain() throws IOException {
        long id = signed(ana, TEXTS);
        contributions.review(id, owner, Review.rejectAll("no"));
        ballots.appeal(id, ana, Set.of(1L), "it is true");
        contributions.review(id, owner, only(1L));
        long copy = contributions
                .submit(datanet.id(), ben, TextUploads.lines(TEXTS.subList(0, 1)))
                .contribution()
                .id();
        assertThat(contributions.require(copy).rows()).isZero();
    }

    @Test
    void whatIsAskedHoldsRowsAndTheContributorAnswers() throws IOException {
        join(ben, ReviewRole.REVIEWER);
        long id = signed(ana, TEXTS);
        refused(Kind.CONFLICT, () -> ballots.answer(id, ana, "yes"));
        refused(Kind.FORBIDDEN, () -> ballots.ask(id, cem, Set.of(2L), "whose tea?"));
        ballots.ask(id, ben, Set.of(2L), "whose tea?");
        assertThat(ballots.awaitsAnswer(id)).isTrue();
        contributions.review(id, owner, Review.acceptAll());
        assertThat(states(id))
                .containsExactly(Row.State.ACCEPTED, Row.State.COMMITTED, Row.State.ACCEPTED, Row.State.ACCEPTED);
        refused(Kind.FORBIDDEN, () -> ballots.answer(id, ben, "mine"));
        ballots.answer(id, ana, "mine");
        assertThat(ballots.awaitsAnswer(id)).isFalse();
        assertThat(ballots.acts(id)).extracting(ReviewAct::words).contains("Line 2: whose tea?", "mine");
    }

    @Test
    void goldRowsAndAgreementMeasureReviewers() throws IOException {
        quorum(2, 48);
        long id = signed(ana, TEXTS);
        ballots.gold(id, owner, Map.of(1L, Vote.Side.ACCEPT, 2L, Vote.Side.REFUSE));
        refused(Kind.FORBIDDEN, () -> ballots.gold(id, ben, Map.of(1L, Vote.Side.REFUSE)));
        List.of(ben, cem, dee).forEach(each -> contributions.rows(id, ListRequest.first(10), Optional.of(each)));
        ballots.vote(id, ben, vote(Set.of(1L, 3L), Map.of(2L, "no")));
        ballots.vote(id, cem, vote(Set.of(1L, 2L, 3L), Map.of()));
        assertThat(ballots.agreement(datanet.id()).rows()).isEqualTo(2);
        ballots.vote(id, dee, vote(Set.of(), Map.of(2L, "no")));
        Ballots.Agreed agreed = ballots.agreement(datanet.id());
        assertThat(agreed.reviewers())
                .contains(
                        new VoteTable.VotingRecord(ben, 3, 3, 2, 2),
                        new VoteTable.VotingRecord(cem, 3, 2, 2, 1),
                        new VoteTable.VotingRecord(dee, 1, 1, 1, 1));
        assertThat(agreed.rows()).isEqualTo(3);
        assertThat(agreed.alpha().orElseThrow()).isCloseTo(1 - 6.0 * 2 / (2 * 5 * 2), within(1e-12));
    }

    /** The reliability data of Krippendorff's example for two observers and binary data: α = .095. */
    @Test
    void alphaIsKrippendorffs() {
        Map<Agreement.Split, Long> splits = new TreeMap<>();
        splits.put(new Agreement.Split(2, 0), 1L);
        splits.put(new Agreement.Split(0, 2), 5L);
        splits.put(new Agreement.Split(1, 1), 4L);
        assertThat(Agreement.alpha(splits).orElseThrow()).isCloseTo(.095, within(.0005));
        assertThat(Agreement.alpha(Map.of(new Agreement.Split(2, 0), 7L))).isEmpty();
    }

    /**
     * Random ballots by random reviewers: a row is taken exactly when so many accept it before so many refuse it, and never otherwise;
     * and a vote that an operator turns around afterwards is found.
     */
    @Test
    void randomBallotsDecideWhatTheyAddUpToAndAChangedVoteIsFound() throws IOException {
        long seed = 20_261_130L;
        Random random = new Random(seed);
        int quorum = 2;
        quorum(quorum, 48);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder("Note");
            for (int word = 0; word < 14; word++) {
                text.append(' ').append(Integer.toString(random.nextInt(1 << 28), 36));
            }
            texts.add(text.toString());
        }
        long id = signed(ana, texts);
        Map<Long, int[]> tally = new HashMap<>();
        List<String> reviewers = new ArrayList<>(List.of(ben, cem, dee));
        Collections.shuffle(reviewers, random);
        for (String reviewer : reviewers) {
            contributions.rows(id, ListRequest.first(100), Optional.of(reviewer));
            Set<Long> accepted = new TreeSet<>();
            Map<Long, String> refused = new TreeMap<>();
            for (LineHistory line : contributions.history(id, 0, 100)) {
                if (line.state() == Row.State.COMMITTED && random.nextInt(4) > 0) {
                    int[] sides = tally.computeIfAbsent(line.line(), _ -> new int[2]);
                    if (random.nextBoolean()) {
                        accepted.add(line.line());
                        sides[0]++;
                    } else {
                        refused.put(line.line(), "no");
                        sides[1]++;
                    }
                }
            }
            ballots.vote(id, reviewer, vote(accepted, refused));
        }
        int decided = 0;
        for (LineHistory line : contributions.history(id, 0, 100)) {
            int[] sides = tally.getOrDefault(line.line(), new int[2]);
            Row.State expected = sides[0] >= quorum
                    ? Row.State.ACCEPTED
                    : sides[1] >= quorum ? Row.State.REJECTED : Row.State.COMMITTED;
            assertThat(line.state()).as("line %d, seed %d", line.line(), seed).isEqualTo(expected);
            decided += expected == Row.State.COMMITTED ? 0 : 1;
        }
        assertThat(decided).isBetween(1, 29);
        assertThat(findings()).isEmpty();
        for (String change : List.of(
                "UPDATE review_vote SET vote = 'refuse' WHERE vote = 'accept' AND line = "
                        + "(SELECT min(line) FROM review_vote WHERE vote = 'accept')",
                "DELETE FROM review_vote WHERE reviewer = '" + ben + "'",
                "UPDATE review_act SET who = '" + owner + "' WHERE act = 'vote'",
                "DELETE FROM review_act WHERE number = (SELECT max(number) FROM review_act)")) {
            assertThatThrownBy(() -> database.write(tx -> {
                        tx.execute(change);
                        assertThat(ReviewCheck.fsck(tx, record::indexOf))
                                .as(change)
                                .isNotEmpty();
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
        }
    }

    private List<?> findings() {
        return database.read(handle -> ReviewCheck.fsck(handle, record::indexOf));
    }

    private void quorum(int votes, int hours) {
        List.of(ben, cem, dee).forEach(each -> join(each, ReviewRole.REVIEWER));
        members.policy(datanet.id(), owner, Terms.quorum(Way.QUORUM, votes, hours));
    }

    private List<Vote> votesSeenBy(long id, long line, String reader) {
        return contributions.rows(id, ListRequest.first(100), Optional.empty()).list().stream()
                .map(each -> each.row())
                .filter(row -> row.line() == line)
                .flatMap(row -> ballots.votes(row, reader).stream())
                .toList();
    }

    private static Review only(long line) {
        return new Review(new TreeSet<>(Set.of(line)), new TreeMap<>(), Review.Rest.WAIT, "", true);
    }
}
