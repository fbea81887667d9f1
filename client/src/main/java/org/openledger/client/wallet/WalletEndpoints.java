package org.openledger.client.wallet;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints of what accounts hold on chain. The operator sends what they ask, and pays the gas. */
public final class WalletEndpoints {
    private static final String SIGNS =
            "An account whose key the node does not keep signs for it: call without a signature for the document, then again with"
                    + " it.";

    public static final Endpoint<NoQuery, NoBody, WalletDetail> SHOW = Endpoint.get(
                    "/api/accounts/{address}/wallet", "What an account holds on chain, and lets this node draw")
            .costs(Cost.CHAIN)
            .text("address", "The account's address.", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8")
            .answers(WalletDetail.class);

    public static final Endpoint<NoQuery, NewLimit, WalletOutcome> LIMIT = Endpoint.post(
                    "/api/limits", "Say how much this node may draw from a deposit")
            .costs(Cost.SETTLE)
            .says(
                    "More counts once it is on chain. Less buys no answers at once, and ends the node's right after the delay. "
                            + SIGNS)
            .by(CallerKind.ACCOUNT)
            .takes(NewLimit.class)
            .answers(WalletOutcome.class)
            .refuses(409)
            .once();

    public static final Endpoint<NoQuery, NewPayout, WalletOutcome> PAYOUT = Endpoint.post(
                    "/api/payouts", "Ask for a deposit back")
            .costs(Cost.SETTLE)
            .says(
                    "It leaves after the escrow's delay, without asking again. What is charged until then is settled before. "
                            + SIGNS)
            .by(CallerKind.ACCOUNT)
            .takes(NewPayout.class)
            .answers(WalletOutcome.class)
            .refuses(409)
            .once();

    public static final Endpoint<NoQuery, NewTransfer, WalletOutcome> TRANSFER = Endpoint.post(
                    "/api/transfers", "Send OPEN from an account whose key the node keeps")
            .costs(Cost.SETTLE)
            .says("Any other account sends it with its own wallet.")
            .by(CallerKind.ACCOUNT)
            .takes(NewTransfer.class)
            .answers(WalletOutcome.class)
            .refuses(402, 409)
            .once();

    public static final Endpoint<NoQuery, NewLicence, WalletOutcome> LICENCE = Endpoint.post(
                    "/api/licences", "Buy licences of a version for an account whose key the node keeps")
            .costs(Cost.SETTLE)
            .says(
                    "The price goes from the account to the Datanet's treasury, within what the account holds and lets this node spend."
                            + " Any other account buys with its own wallet.")
            .by(CallerKind.ACCOUNT)
            .takes(NewLicence.class)
            .answers(WalletOutcome.class)
            .refuses(402, 409)
            .once();

    public static final Endpoint<NoQuery, NewGift, WalletOutcome> GIFT = Endpoint.post(
                    "/api/gifts", "Get OPEN to try things with, on the embedded chain")
            .costs(Cost.SETTLE)
            .says("So much a day for one account, and for all together.")
            .by(CallerKind.ACCOUNT)
            .takes(NewGift.class)
            .answers(WalletOutcome.class)
            .refuses(402, 409)
            .once();

    public static final Endpoint<UsageQuery, NoBody, UsageList> USAGE = Endpoint.get(
                    "/api/accounts/{address}/usage", "What an account paid, by day and model, and by day and API key")
            .text("address", "The account's address.", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8")
            .by(CallerKind.ACCOUNT)
            .queried(UsageQuery.class)
            .answers(UsageList.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(SHOW, USAGE, LIMIT, PAYOUT, TRANSFER, LICENCE, GIFT);

    private WalletEndpoints() {}
}
