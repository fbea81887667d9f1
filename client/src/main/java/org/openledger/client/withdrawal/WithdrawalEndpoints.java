package org.openledger.client.withdrawal;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints by which rows are taken back. */
public final class WithdrawalEndpoints {
    private static final String DATANET = "The Datanet's number.";
    private static final String NOTICE = "The notice's number.";

    public static final Endpoint<WithdrawalsQuery, NoBody, WithdrawalList> LIST = Endpoint.get(
                    "/api/datanets/{id}/withdrawals", "Which rows of a Datanet were taken back")
            .number("id", DATANET)
            .queried(WithdrawalsQuery.class)
            .answers(WithdrawalList.class);

    public static final Endpoint<NoQuery, NewWithdrawal, WithdrawalPreview> PREVIEW = Endpoint.post(
                    "/api/datanets/{id}/withdrawals/preview", "What taking rows back would concern")
            .costs(Cost.LIST)
            .by(CallerKind.ACCOUNT)
            .computes()
            .number("id", DATANET)
            .takes(NewWithdrawal.class)
            .answers(WithdrawalPreview.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NewWithdrawal, WithdrawalLine> WITHDRAW = Endpoint.create(
                    "/api/datanets/{id}/withdrawals", "Take rows back, for good")
            .says(
                    "Their texts are gone at once. What is derived from them is erased in the background; the state says when.")
            .by(CallerKind.ACCOUNT)
            .number("id", DATANET)
            .takes(NewWithdrawal.class)
            .answers(WithdrawalLine.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, WithdrawalLine> SHOW = Endpoint.get(
                    "/api/withdrawals/{id}", "One withdrawal")
            .number("id", "The withdrawal's number.")
            .answers(WithdrawalLine.class);

    public static final Endpoint<TakedownsQuery, NoBody, TakedownList> TAKEDOWNS = Endpoint.get(
                    "/api/datanets/{id}/takedowns", "The notices against rows of a Datanet")
            .number("id", DATANET)
            .queried(TakedownsQuery.class)
            .answers(TakedownList.class);

    public static final Endpoint<NoQuery, NewTakedown, TakedownLine> TAKEDOWN = Endpoint.create(
                    "/api/datanets/{id}/takedowns", "Give notice that rows should not be there")
            .says(
                    "They are in no new version until the Datanet's owner has decided. The contributors may answer before.")
            .costs(Cost.SIGN_IN)
            .number("id", DATANET)
            .takes(NewTakedown.class)
            .answers(TakedownLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, TakedownLine> TAKEDOWN_SHOW = Endpoint.get(
                    "/api/takedowns/{id}", "One notice against rows")
            .number("id", NOTICE)
            .answers(TakedownLine.class);

    public static final Endpoint<NoQuery, TakedownAnswer, TakedownLine> TAKEDOWN_ANSWER = Endpoint.post(
                    "/api/takedowns/{id}/answer", "Answer a notice, as a contributor of its rows")
            .by(CallerKind.ACCOUNT)
            .number("id", NOTICE)
            .takes(TakedownAnswer.class)
            .answers(TakedownLine.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, TakedownDecision, TakedownLine> TAKEDOWN_DECIDE = Endpoint.post(
                    "/api/takedowns/{id}/decision", "Decide a notice, as the Datanet's owner")
            .says(
                    "It can be upheld once every contributor has answered, or their time is over; and rejected at any time.")
            .by(CallerKind.ACCOUNT)
            .number("id", NOTICE)
            .takes(TakedownDecision.class)
            .answers(TakedownLine.class)
            .refuses(403, 409);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            LIST, PREVIEW, WITHDRAW, SHOW, TAKEDOWNS, TAKEDOWN, TAKEDOWN_SHOW, TAKEDOWN_ANSWER, TAKEDOWN_DECIDE);

    private WithdrawalEndpoints() {}
}
