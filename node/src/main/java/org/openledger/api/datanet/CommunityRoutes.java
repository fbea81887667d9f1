package org.openledger.api.datanet;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Names;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.community.AgreementView;
import org.openledger.client.community.CommunityEndpoints;
import org.openledger.client.community.InvitationLine;
import org.openledger.client.community.InvitationList;
import org.openledger.client.community.InvitationsQuery;
import org.openledger.client.community.LineFate;
import org.openledger.client.community.LineFates;
import org.openledger.client.community.LineFatesQuery;
import org.openledger.client.community.MemberLine;
import org.openledger.client.community.MemberList;
import org.openledger.client.community.MemberQuery;
import org.openledger.client.community.MembersQuery;
import org.openledger.client.community.NewGold;
import org.openledger.client.community.NewInvitation;
import org.openledger.client.community.NewReviewPolicy;
import org.openledger.client.community.NewVotes;
import org.openledger.client.community.NewWords;
import org.openledger.client.community.ReviewPolicyView;
import org.openledger.client.community.ReviewTalk;
import org.openledger.client.community.SpotCheckView;
import org.openledger.client.community.TakenInvitation;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.datanet.Ballots;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Membership;
import org.openledger.datanet.Review;
import org.openledger.datanet.SpotChecks;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.review.Invitation;
import org.openledger.datanet.review.Member;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewPolicy;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.SpotCheck;
import org.openledger.datanet.review.Vote;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Reason;
import org.openledger.identity.Address;
import org.openledger.identity.Reader;
import org.openledger.store.ListPage;

/** Who reviews with a Datanet's owner, and what they do. */
public final class CommunityRoutes implements Handlers.Noun {
    private final Datanets datanets;
    private final Contributions contributions;
    private final Membership members;
    private final Ballots ballots;
    private final SpotChecks checks;
    private final DatanetLists lists;
    private final DatanetViews views;
    private final Names names;
    private final LiveEvents events;

    public CommunityRoutes(DatanetParts parts, DatanetViews views, Names names, LiveEvents events) {
        this.datanets = parts.datanets();
        this.contributions = parts.contributions();
        this.members = parts.members();
        this.ballots = parts.ballots();
        this.checks = parts.spotChecks();
        this.lists = parts.lists();
        this.views = views;
        this.names = names;
        this.events = events;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(CommunityEndpoints.MEMBERS, this::members);
        handlers.answer(CommunityEndpoints.REMOVE, this::remove);
        handlers.answer(CommunityEndpoints.INVITATIONS, this::invitations);
        handlers.answer(CommunityEndpoints.INVITE, this::invite);
        handlers.answer(
                CommunityEndpoints.INVITATION, call -> line(members.invitation(call.number("id")), Optional.empty()));
        handlers.answer(CommunityEndpoints.TAKE, this::take);
        handlers.answer(CommunityEndpoints.REVOKE, this::revoke);
        handlers.answer(
                CommunityEndpoints.POLICY,
                call -> view(members.policy(datanets.require(call.number("id")).id())));
        handlers.answer(CommunityEndpoints.SET_POLICY, this::setPolicy);
        handlers.answer(CommunityEndpoints.AGREEMENT, this::agreement);
        handlers.answer(CommunityEndpoints.VOTE, this::vote);
        handlers.answer(CommunityEndpoints.SPOT_CHECK, this::spotCheck);
        handlers.answer(CommunityEndpoints.GOLD, this::gold);
        handlers.answer(CommunityEndpoints.SAY, this::say);
        handlers.answer(CommunityEndpoints.TALK, this::talk);
        handlers.answer(CommunityEndpoints.LINES, this::lines);
    }

    /**
     * Who acts: whom the caller names, else they themselves.
     *
     * @param standard for whom an administrator acts who names nobody
     */
    static String actor(Access.Caller caller, Optional<String> by, String standard) {
        String who = by.map(Address::parse).or(caller::account).orElse(standard);
        caller.requireFor(who);
        return who;
    }

    private MemberList members(Call<MembersQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        ListPage<MemberLine> page =
                members.members(datanet.id(), ListQuery.of(call.query())).map(this::line);
        return new MemberList(page.list(), page.total());
    }

    private NoBody remove(Call<MemberQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        String by = actor(call.caller(), call.query().by(), datanet.owner());
        members.remove(datanet.id(), call.text("address"), by);
        announce(datanet.id());
        return NoBody.NONE;
    }

    private InvitationList invitations(Call<InvitationsQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        Reader reader = call.caller().reader();
        boolean invites = reader.is(datanet.owner())
                || members.role(datanet.id(), reader.account())
                        .filter(ReviewRole::decides)
                        .isPresent();
        if (!invites) {
            throw ApiException.forbidden("Invitations are shown to the Datanet's owner and its curators alone.");
        }
        ListPage<InvitationLine> page =
                members.invitations(datanet.id(), ListQuery.of(call.query())).map(each -> line(each, Optional.empty()));
        return new InvitationList(page.list(), page.total());
    }

    private InvitationLine invite(Call<NoQuery, NewInvitation> call) {
        Datanet datanet = datanets.require(call.number("id"));
        String by = actor(call.caller(), call.body().by(), datanet.owner());
        Membership.Invited invited = members.invite(
                datanet.id(),
                by,
                ReviewRole.invited(call.body().role()),
                call.body().hours());
        return line(invited.invitation(), Optional.of(invited.code()));
    }

    private MemberLine take(Call<NoQuery, TakenInvitation> call) {
        String account = call.body()
                .account()
                .or(call.caller()::account)
                .orElseThrow(() -> ApiException.invalid(
                        "account", "'account' is missing: say who becomes a member, or sign in with a wallet."));
        call.caller().requireFor(Address.parse(account));
        Member member = members.take(call.number("id"), call.body().code(), account);
        announce(member.datanet());
        return line(member);
    }

    private InvitationLine revoke(Call<MemberQuery, NoBody> call) {
        Invitation invitation = members.invitation(call.number("id"));
        String owner = datanets.require(invitation.datanet()).owner();
        return line(
                members.revoke(
                        invitation.id(), actor(call.caller(), call.query().by(), owner)),
                Optional.empty());
    }

    private ReviewPolicyView setPolicy(Call<NoQuery, NewReviewPolicy> call) {
        Datanet datanet = datanets.require(call.number("id"));
        call.caller().requireFor(datanet.owner());
        NewReviewPolicy wanted = call.body();
        ReviewPolicy.Terms terms = new ReviewPolicy.Terms(
                ReviewPolicy.Way.called(wanted.kind()),
                wanted.quorum(),
                wanted.hours(),
                wanted.sample(),
                wanted.bondGwei(),
                wanted.toleratedPercent());
        ReviewPolicy set = members.policy(datanet.id(), datanet.owner(), terms);
        announce(datanet.id());
        return view(set);
    }

    private AgreementView agreement(Call<NoQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        if (!views.reviews(datanet, call.caller().reader())) {
            throw ApiException.forbidden("How reviewers vote is shown to those who review for the Datanet alone.");
        }
        Ballots.Agreed agreed = ballots.agreement(datanet.id());
        OptionalDouble alpha = agreed.alpha();
        return new AgreementView(
                agreed.rows(),
                alpha.isPresent() ? Optional.of(alpha.getAsDouble()) : Optional.empty(),
                agreed.reviewers().stream()
                        .map(each -> new AgreementView.Reviewer(
                                each.reviewer(),
                                names.of(each.reviewer()),
                                each.votes(),
                                each.asDecided(),
                                each.gold(),
                                each.goldRight()))
                        .toList());
    }

    private ContributionLine vote(Call<NoQuery, NewVotes> call) {
        Contribution contribution = contributions.require(call.number("id"));
        Datanet datanet = datanets.require(contribution.datanet());
        NewVotes votes = call.body();
        String reviewer = actor(call.caller(), votes.by(), datanet.owner());
        SortedMap<Long, String> refused = new TreeMap<>();
        votes.refuseRows()
                .forEach(line -> refused.put(line.longValue(), votes.reason().orElse("")));
        Review ballot = new Review(
                new TreeSet<>(lines(votes.acceptRows())),
                refused,
                Review.Rest.WAIT,
                "",
                votes.unseen().orElse(false));
        boolean checked =
                checks.find(contribution.id()).filter(SpotCheck::isOpen).isPresent();
        return told(
                checked
                        ? checks.vote(contribution.id(), reviewer, ballot)
                        : ballots.vote(contribution.id(), reviewer, ballot));
    }

    private SpotCheckView spotCheck(Call<NoQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        SpotCheck check = checks.find(contribution.id())
                .orElseThrow(() -> ApiException.notFound(
                        "No rows of contribution " + contribution.id() + " were taken under a bond."));
        List<Long> drawn = checks.drawn(contribution.id());
        boolean told = !check.isOpen()
                || (views.reviews(datanets.require(check.datanet()), reader)
                        && !contribution.contributor().equals(reader.account()));
        return new SpotCheckView(
                check.outcome().map(SpotCheck.Outcome::word).orElse("open"),
                check.bondGwei(),
                drawn.size(),
                check.quorum(),
                check.toleratedPercent(),
                check.begunMillis(),
                check.endsMillis(),
                check.endedMillis(),
                check.refused(),
                check.takenGwei(),
                told ? drawn : List.of(),
                Optional.of(check.seed()).filter(_ -> !check.isOpen()));
    }

    private ContributionLine gold(Call<NoQuery, NewGold> call) {
        Contribution contribution = contributions.require(call.number("id"));
        Datanet datanet = datanets.require(contribution.datanet());
        NewGold gold = call.body();
        SortedMap<Long, Vote.Side> sides = new TreeMap<>();
        gold.acceptRows().forEach(line -> sides.put(line.longValue(), Vote.Side.ACCEPT));
        gold.refuseRows().forEach(line -> {
            if (sides.put(line.longValue(), Vote.Side.REFUSE) != null) {
                throw ApiException.invalid("refuseRows", "Line " + line + " is right both ways: say one of both.");
            }
        });
        if (sides.isEmpty()) {
            throw ApiException.invalid("acceptRows", "Name a row in 'acceptRows' or 'refuseRows'.");
        }
        ballots.gold(contribution.id(), actor(call.caller(), gold.by(), datanet.owner()), sides);
        return told(contributions.require(contribution.id()));
    }

    private ContributionLine say(Call<NoQuery, NewWords> call) {
        Contribution contribution = contributions.require(call.number("id"));
        NewWords said = call.body();
        boolean asks = said.act().equals("ask");
        String by = actor(
                call.caller(),
                said.by(),
                asks ? datanets.require(contribution.datanet()).owner() : contribution.contributor());
        Set<Long> rows = lines(said.rows());
        return told(
                switch (said.act()) {
                    case "ask" -> ballots.ask(contribution.id(), by, rows, said.words());
                    case "answer" -> ballots.answer(contribution.id(), by, said.words());
                    default -> ballots.appeal(contribution.id(), by, rows, said.words());
                });
    }

    private ReviewTalk talk(Call<NoQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        views.requireLines(contribution, reader);
        boolean told = contribution.state() == Contribution.State.REVIEWED
                && views.reviews(datanets.require(contribution.datanet()), reader);
        boolean drawing =
                checks.find(contribution.id()).filter(SpotCheck::isOpen).isPresent();
        return new ReviewTalk(ballots.acts(contribution.id()).stream()
                .filter(act -> !drawing || act.act() != ReviewAct.Kind.DRAW)
                .filter(act -> told
                        || (act.act() != ReviewAct.Kind.VOTE && act.act() != ReviewAct.Kind.GOLD)
                        || act.who().equals(reader.account()))
                .map(act -> new ReviewTalk.Said(
                        act.number(),
                        act.act().word(),
                        act.who(),
                        names.of(act.who()),
                        act.words(),
                        Optional.of(act.salt()).filter(salt -> !salt.isEmpty()),
                        act.timeMillis(),
                        act.logIndex()))
                .toList());
    }

    private LineFates lines(Call<LineFatesQuery, NoBody> call) {
        Reader reader = call.caller().reader();
        Contribution contribution = views.require(call.number("id"), reader);
        views.requireLines(contribution, reader);
        ListPage<LineFate> page =
                lists.lines(contribution.id(), ListQuery.of(call.query())).map(CommunityRoutes::fate);
        return new LineFates(page.list(), page.total());
    }

    private static LineFate fate(LineHistory line) {
        return new LineFate(
                line.line(),
                line.leaf(),
                switch (line.state()) {
                    case SCREENED, COMMITTED -> line.held().isPresent() ? "held" : "waiting";
                    case ACCEPTED -> "accepted";
                    case REJECTED -> "refused";
                    case WITHDRAWN -> "withdrawn";
                },
                line.reason().map(Reason::word),
                line.detail().filter(detail -> !detail.isEmpty()),
                line.leader(),
                line.decidedBy(),
                line.decidedMillis(),
                line.firstVersion());
    }

    private static Set<Long> lines(List<Integer> named) {
        return named.stream().map(Integer::longValue).collect(Collectors.toCollection(TreeSet::new));
    }

    private ContributionLine told(Contribution contribution) {
        announce(contribution.datanet());
        return views.contribution(contribution);
    }

    private MemberLine line(Member member) {
        return new MemberLine(
                member.address(),
                names.of(member.address()),
                member.role().word(),
                member.invitedBy(),
                member.joinedMillis());
    }

    private InvitationLine line(Invitation invitation, Optional<String> code) {
        return new InvitationLine(
                Long.toString(invitation.id()),
                Long.toString(invitation.datanet()),
                datanets.require(invitation.datanet()).name(),
                invitation.role().word(),
                invitation.madeBy(),
                members.state(invitation),
                invitation.createdMillis(),
                invitation.expiresMillis(),
                invitation.takenBy(),
                code);
    }

    private static ReviewPolicyView view(ReviewPolicy policy) {
        return new ReviewPolicyView(
                policy.kind().word(),
                policy.quorum(),
                policy.hours(),
                policy.sample(),
                policy.bondGwei(),
                policy.toleratedPercent(),
                Optional.of(policy.setBy()).filter(by -> !by.isEmpty()),
                Optional.of(policy.setMillis()).filter(_ -> policy.number() > 0));
    }

    private void announce(long datanet) {
        events.announce(LiveEvents.Kind.DATANET, views.line(datanets.require(datanet)));
    }
}
