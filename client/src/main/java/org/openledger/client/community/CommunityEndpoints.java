package org.openledger.client.community;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.datanet.ContributionLine;

/** The endpoints of those who review with a Datanet's owner. */
public final class CommunityEndpoints {
    private static final String DATANET = "The Datanet's number.";
    private static final String CONTRIBUTION = "The contribution's number.";
    private static final String NUMBER = "The invitation's number.";

    public static final Endpoint<MembersQuery, NoBody, MemberList> MEMBERS = Endpoint.get(
                    "/api/datanets/{id}/members", "Who reviews with a Datanet's owner")
            .number("id", DATANET)
            .queried(MembersQuery.class)
            .answers(MemberList.class);

    public static final Endpoint<MemberQuery, NoBody, NoBody> REMOVE = Endpoint.delete(
                    "/api/datanets/{id}/members/{address}", "Leave a Datanet, or send a member away")
            .says("What they voted counts.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .text("address", "The member's address.", "0x1111111111111111111111111111111111111111")
            .queried(MemberQuery.class)
            .silent();

    public static final Endpoint<InvitationsQuery, NoBody, InvitationList> INVITATIONS = Endpoint.get(
                    "/api/datanets/{id}/invitations", "The invitations to a Datanet")
            .says("For its owner and curators.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .queried(InvitationsQuery.class)
            .answers(InvitationList.class);

    public static final Endpoint<NoQuery, NewInvitation, InvitationLine> INVITE = Endpoint.create(
                    "/api/datanets/{id}/invitations", "Invite somebody to review")
            .says("The link is good for one person, until it expires or is revoked. The answer alone has its code.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .takes(NewInvitation.class)
            .answers(InvitationLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, InvitationLine> INVITATION = Endpoint.get(
                    "/api/invitations/{id}", "One invitation, for who looks at its link")
            .number("id", NUMBER)
            .answers(InvitationLine.class);

    public static final Endpoint<NoQuery, TakenInvitation, MemberLine> TAKE = Endpoint.post(
                    "/api/invitations/{id}", "Take an invitation")
            .by(CallerKind.ACCOUNT)
            .costs(Cost.SIGN_IN)
            .number("id", NUMBER)
            .takes(TakenInvitation.class)
            .answers(MemberLine.class)
            .refuses(409);

    public static final Endpoint<MemberQuery, NoBody, InvitationLine> REVOKE = Endpoint.delete(
                    "/api/invitations/{id}", "Revoke an invitation")
            .by(CallerKind.ACCOUNT)
            .number("id", NUMBER)
            .queried(MemberQuery.class)
            .answers(InvitationLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ReviewPolicyView> POLICY = Endpoint.get(
                    "/api/datanets/{id}/review-policy", "How contributions to a Datanet are reviewed")
            .number("id", DATANET)
            .answers(ReviewPolicyView.class);

    public static final Endpoint<NoQuery, NewReviewPolicy, ReviewPolicyView> SET_POLICY = Endpoint.post(
                    "/api/datanets/{id}/review-policy", "Say how contributions to a Datanet are reviewed")
            .says(
                    "The caller is the Datanet's owner. What is signed already keeps the policy that it was signed under.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .takes(NewReviewPolicy.class)
            .answers(ReviewPolicyView.class);

    public static final Endpoint<NoQuery, NoBody, AgreementView> AGREEMENT = Endpoint.get(
                    "/api/datanets/{id}/agreement", "How far reviewers agree, and how well each one votes")
            .says("For those who review.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .answers(AgreementView.class);

    public static final Endpoint<NoQuery, NewVotes, ContributionLine> VOTE = Endpoint.post(
                    "/api/contributions/{id}/votes", "Vote on rows of a contribution")
            .says("Nobody is told of a vote before its row is decided, but who cast it.")
            .by(CallerKind.ACCOUNT)
            .number("id", CONTRIBUTION)
            .takes(NewVotes.class)
            .answers(ContributionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, SpotCheckView> SPOT_CHECK = Endpoint.get(
                    "/api/contributions/{id}/spot-check", "The spot check of rows that were taken under a bond")
            .says("Which rows were drawn is shown to those who review, and to everybody once it is over.")
            .number("id", CONTRIBUTION)
            .answers(SpotCheckView.class);

    public static final Endpoint<NoQuery, NewGold, ContributionLine> GOLD = Endpoint.post(
                    "/api/contributions/{id}/gold", "Say which votes on rows are right, to measure reviewers")
            .by(CallerKind.ACCOUNT)
            .number("id", CONTRIBUTION)
            .takes(NewGold.class)
            .answers(ContributionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NewWords, ContributionLine> SAY = Endpoint.post(
                    "/api/contributions/{id}/words", "Ask about rows, answer, or appeal")
            .by(CallerKind.ACCOUNT)
            .number("id", CONTRIBUTION)
            .takes(NewWords.class)
            .answers(ContributionLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ReviewTalk> TALK = Endpoint.get(
                    "/api/contributions/{id}/words", "What was done and said about a contribution")
            .says("For its contributor and those who review.")
            .by(CallerKind.ACCOUNT)
            .number("id", CONTRIBUTION)
            .answers(ReviewTalk.class);

    public static final Endpoint<LineFatesQuery, NoBody, LineFates> LINES = Endpoint.get(
                    "/api/contributions/{id}/lines", "What became of each line of an upload")
            .says("For its contributor and those who review.")
            .number("id", CONTRIBUTION)
            .queried(LineFatesQuery.class)
            .answers(LineFates.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            MEMBERS,
            REMOVE,
            INVITATIONS,
            INVITE,
            INVITATION,
            TAKE,
            REVOKE,
            POLICY,
            SET_POLICY,
            AGREEMENT,
            VOTE,
            SPOT_CHECK,
            GOLD,
            SAY,
            TALK,
            LINES);

    private CommunityEndpoints() {}
}
