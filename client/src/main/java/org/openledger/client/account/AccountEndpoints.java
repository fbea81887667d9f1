package org.openledger.client.account;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.epoch.AuditOutcomes;
import org.openledger.client.epoch.ClaimOutcome;
import org.openledger.client.epoch.ClosedEpochs;
import org.openledger.client.epoch.EpochDetail;
import org.openledger.client.epoch.EpochList;
import org.openledger.client.epoch.EpochsQuery;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.epoch.OutcomesQuery;

/** The endpoints of people, keys and deposits, of epochs and claims. */
public final class AccountEndpoints {
    private static final String NUMBER = "The epoch's number.";
    private static final String ADDRESS = "The account's address.";
    private static final String ADDRESS_EXAMPLE = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

    public static final Endpoint<AccountsQuery, NoBody, AccountList> LIST = Endpoint.get(
                    "/api/accounts", "Search and sort the accounts whose keys the node keeps")
            .by(CallerKind.ADMINISTRATOR)
            .queried(AccountsQuery.class)
            .answers(AccountList.class);

    public static final Endpoint<NoQuery, NewAccount, AccountLine> CREATE = Endpoint.create(
                    "/api/accounts", "Create an account whose key the node keeps")
            .by(CallerKind.ADMINISTRATOR)
            .takes(NewAccount.class)
            .answers(AccountLine.class);

    public static final Endpoint<NoQuery, NoBody, AccountDetail> SHOW = Endpoint.get(
                    "/api/accounts/{address}", "One account, and what it earned")
            .costs(Cost.LIST)
            .text("address", ADDRESS, ADDRESS_EXAMPLE)
            .answers(AccountDetail.class);

    public static final Endpoint<StatementQuery, NoBody, StatementEntries> STATEMENT = Endpoint.get(
                    "/api/accounts/{address}/statement", "Why an account earned what it earned")
            .says(
                    "Each line is what one answer, or one run's reward, paid it in one role. With the changes by audits, all"
                            + " lines but those that wait sum to what it earned.")
            .text("address", ADDRESS, ADDRESS_EXAMPLE)
            .queried(StatementQuery.class)
            .answers(StatementEntries.class);

    public static final Endpoint<AuditEntriesQuery, NoBody, AuditEntries> AUDITS = Endpoint.get(
                    "/api/accounts/{address}/audits", "What audits of epochs changed for an account")
            .text("address", ADDRESS, ADDRESS_EXAMPLE)
            .queried(AuditEntriesQuery.class)
            .answers(AuditEntries.class);

    public static final Endpoint<NoQuery, NoBody, Reputation> REPUTATION = Endpoint.get(
                    "/api/accounts/{address}/reputation", "What an account did here, as facts with their reasons")
            .costs(Cost.LIST)
            .says(
                    "Each fact is counted from records that are kept anyway, and names the endpoint that lists them. No score is made of"
                            + " them. How somebody voted is told to themselves and to who reviews with them.")
            .text("address", ADDRESS, ADDRESS_EXAMPLE)
            .answers(Reputation.class);

    public static final Endpoint<NoQuery, NewDeposit, AccountDetail> DEPOSIT = Endpoint.create(
                    "/api/deposits", "Deposit the operator's money for a payer")
            .costs(Cost.SETTLE)
            .says("The answer comes once the money can be spent.")
            .by(CallerKind.ADMINISTRATOR)
            .takes(NewDeposit.class)
            .answers(AccountDetail.class)
            .refuses(402, 409)
            .once();

    public static final Endpoint<NoQuery, SignInRequest, SignInText> SIGN_IN_MESSAGE = Endpoint.post(
                    "/api/sign-in/message", "The message that a wallet signs to sign in")
            .costs(Cost.SIGN_IN)
            .takes(SignInRequest.class)
            .answers(SignInText.class);

    public static final Endpoint<NoQuery, SignedMessage, WalletSession> SIGN_IN = Endpoint.create(
                    "/api/sign-in", "Sign in with a wallet")
            .costs(Cost.SIGN_IN)
            .takes(SignedMessage.class)
            .answers(WalletSession.class);

    public static final Endpoint<NoQuery, NoBody, NoBody> SIGN_OUT = Endpoint.delete(
                    "/api/sign-in", "End the session whose token is sent")
            .costs(Cost.SIGN_IN)
            .silent();

    public static final Endpoint<EpochsQuery, NoBody, EpochList> EPOCHS = Endpoint.get(
                    "/api/epochs", "Search, filter and sort epochs")
            .queried(EpochsQuery.class)
            .answers(EpochList.class);

    public static final Endpoint<NoQuery, NoBody, EpochDetail> EPOCH = Endpoint.get("/api/epochs/{number}", "One epoch")
            .number("number", NUMBER)
            .answers(EpochDetail.class);

    public static final Endpoint<OutcomesQuery, NoBody, AuditOutcomes> EPOCH_AUDIT = Endpoint.get(
                    "/api/epochs/{number}/audit", "What an epoch's audit decided, by contributor")
            .number("number", NUMBER)
            .queried(OutcomesQuery.class)
            .answers(AuditOutcomes.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> EPOCH_LEAVES = Endpoint.get(
                    "/api/epochs/{number}/leaves", "The file of all leaves of an epoch's reward tree")
            .costs(Cost.LIST)
            .says(
                    "Its SHA-256 stands on chain, in the log and in the epoch. The verifier makes root and total of it, by --leaves.")
            .number("number", NUMBER)
            .answers(new Output.Raw(
                    "text/plain", "Lines of an account and what it has earned so far in wei, by account."))
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ClosedEpochs> EPOCH_CLOSE = Endpoint.create(
                    "/api/epochs", "Close an epoch over all receipts there are")
            .costs(Cost.SETTLE)
            .says("There is more than one where they name very many payers.")
            .by(CallerKind.ADMINISTRATOR)
            .answers(ClosedEpochs.class)
            .refuses(409)
            .once();

    public static final Endpoint<NoQuery, NewClaim, ClaimOutcome> CLAIM = Endpoint.post(
                    "/api/claims", "Claim what an account is owed, at the operator's gas")
            .costs(Cost.SETTLE)
            .says(
                    "Whoever names a recipient is paid there from then on, whoever brings the claim. An account whose key the node"
                            + " does not keep signs for it: call without a signature for the document, then again with it. That call"
                            + " needs no token. The commons of a Datanet is claimed by its owner alone, for a recipient, once.")
            .by(CallerKind.ACCOUNT)
            .takes(NewClaim.class)
            .answers(ClaimOutcome.class)
            .refuses(409)
            .once();

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            LIST,
            CREATE,
            SHOW,
            STATEMENT,
            AUDITS,
            REPUTATION,
            DEPOSIT,
            SIGN_IN_MESSAGE,
            SIGN_IN,
            SIGN_OUT,
            EPOCHS,
            EPOCH,
            EPOCH_AUDIT,
            EPOCH_LEAVES,
            EPOCH_CLOSE,
            CLAIM);

    private AccountEndpoints() {}
}
