package org.openledger.api.account;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.Spenders;
import org.openledger.chain.OutboxEntry;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.wallet.NewGift;
import org.openledger.client.wallet.NewLimit;
import org.openledger.client.wallet.NewPayout;
import org.openledger.client.wallet.NewTransfer;
import org.openledger.client.wallet.UsageLine;
import org.openledger.client.wallet.UsageList;
import org.openledger.client.wallet.UsageQuery;
import org.openledger.client.wallet.WalletDetail;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.wallet.WalletMovement;
import org.openledger.client.wallet.WalletOutcome;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.Reader;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.wallet.AccountWallets;
import org.openledger.settlement.wallet.Holdings;
import org.openledger.settlement.wallet.SignedLimit;
import org.openledger.settlement.wallet.SignedPayout;
import org.openledger.store.ListPage;
import org.openledger.verify.OpenAmount;

/** What accounts hold on chain, and what they ask of it. The node signs for an account whose key it keeps; any other signs itself. */
public final class WalletRoutes implements Handlers.Noun {
    /** As {@link WalletDetail} says. */
    private static final int MOST_MOVEMENTS = 50;

    private static final int NONCE_BITS = 128;

    private final AccountWallets wallets;
    private final Accounts accounts;
    private final Spenders spenders;
    private final SecureRandom random = new SecureRandom();

    public WalletRoutes(AccountWallets wallets, Accounts accounts, Spenders spenders) {
        this.wallets = wallets;
        this.accounts = accounts;
        this.spenders = spenders;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(WalletEndpoints.SHOW, this::detail);
        handlers.answer(WalletEndpoints.USAGE, this::usage);
        handlers.answer(WalletEndpoints.LIMIT, this::limit);
        handlers.answer(WalletEndpoints.PAYOUT, this::payOut);
        handlers.answer(WalletEndpoints.TRANSFER, this::transfer);
        handlers.answer(WalletEndpoints.GIFT, this::give);
    }

    private UsageList usage(Call<UsageQuery, NoBody> call) {
        String account = Address.parse(call.text("address"));
        call.caller().requireFor(account);
        ListPage<UsageLine> page = wallets.usage(account, ListQuery.of(call.query()))
                .map(each -> new UsageLine(each.by(), each.dayMillis(), each.name(), each.payments(), each.gwei()));
        return new UsageList(page.list(), page.total());
    }

    /** Why the operator's transactions wait is for who reads what the account pays for. */
    private WalletDetail detail(Call<NoQuery, NoBody> call) {
        String address = Address.parse(call.text("address"));
        Reader reader = call.caller().reader();
        int movements = reader.is(address) || reader.reads(address) ? MOST_MOVEMENTS : 0;
        Holdings holdings = wallets.holdings(address);
        return new WalletDetail(
                address,
                accounts.find(address).isPresent(),
                Wei.toGweiSaturated(holdings.nativeWei()),
                Wei.toGweiSaturated(holdings.tokenWei()),
                Wei.toGweiSaturated(holdings.depositWei()),
                wallets.limitGwei(address),
                wallets.drawnGwei(address),
                Wei.toGweiSaturated(holdings.askedBackWei()),
                Optional.of(holdings.availableAtSeconds()).filter(seconds -> seconds > 0),
                wallets.withdrawalDelaySeconds(),
                Optional.of(wallets.giftGwei(address)).filter(gwei -> gwei > 0),
                wallets.movements(address, movements).stream()
                        .map(WalletRoutes::movement)
                        .toList());
    }

    private static WalletMovement movement(OutboxEntry entry) {
        return new WalletMovement(
                entry.key(),
                entry.kind().word(),
                entry.state().word(),
                Optional.ofNullable(entry.error()),
                Optional.ofNullable(entry.transactionHash()),
                Optional.ofNullable(entry.block()),
                entry.createdMillis());
    }

    private WalletOutcome limit(Call<NoQuery, NewLimit> call) {
        NewLimit wanted = call.body();
        String payer = Address.parse(wanted.payer());
        call.caller().requireFor(payer);
        SignedLimit limit =
                wallets.limit(payer, wanted.limitGwei(), wanted.deadline().orElseGet(wallets::deadlineSeconds));
        String says = "This node may draw up to " + OpenAmount.of(wanted.limitGwei())
                + " of the deposit in all since the beginning, of which it has drawn "
                + OpenAmount.of(wallets.drawnGwei(payer)) + ".";
        TypedData document = wallets.document(limit);
        Optional<String> signature = signature(payer, document, wanted.signature(), wanted.deadline());
        return signature
                .map(good -> sent(payer, wallets.set(once(call), limit, good), says))
                .orElseGet(() -> toSign(payer, document, says));
    }

    private WalletOutcome payOut(Call<NoQuery, NewPayout> call) {
        NewPayout wanted = call.body();
        String payer = Address.parse(wanted.payer());
        call.caller().requireFor(payer);
        SignedPayout payout = new SignedPayout(
                payer,
                Wei.ofGwei(wanted.gwei()),
                wanted.paidNative(),
                wanted.nonce().map(WalletRoutes::nonce).orElseGet(() -> new BigInteger(NONCE_BITS, random)),
                wanted.deadline().orElseGet(wallets::deadlineSeconds));
        String says = wanted.gwei() == 0
                ? "Nothing of the deposit is asked back any more."
                : OpenAmount.of(wanted.gwei()) + " leave the deposit for " + payer
                        + (wanted.paidNative() ? " as native OPEN" : "") + " in "
                        + wallets.withdrawalDelaySeconds() + " s, and buy no answers from now on.";
        TypedData document = wallets.document(payout);
        Optional<String> signature = signature(payer, document, wanted.signature(), wanted.deadline());
        if (wanted.signature().isPresent() && wanted.nonce().isEmpty()) {
            throw ApiException.invalid("nonce", "'nonce' is missing: the signed document has it.");
        }
        return signature
                .map(good -> sent(payer, wallets.pay(once(call), payout, good), says))
                .orElseGet(() -> toSign(payer, document, says));
    }

    private static BigInteger nonce(String decimal) {
        if (!decimal.matches("[0-9]{1,78}")) {
            throw ApiException.invalid("nonce", "'nonce' is a whole number in decimal, as the document has it.");
        }
        return new BigInteger(decimal);
    }

    /** The node's own for an account whose key it keeps, else the account's; empty where that is still to be made. */
    private Optional<String> signature(
            String account, TypedData document, Optional<String> given, Optional<Long> deadline) {
        if (accounts.find(account).isPresent()) {
            if (given.isPresent()) {
                throw ApiException.invalid(
                        "signature",
                        "The node keeps the key of " + account + " and signs for it: leave 'signature' out.");
            }
            return Optional.of(Signature.format(accounts.signer(account).sign(document.digest())));
        }
        if (given.isPresent() && deadline.isEmpty()) {
            throw ApiException.invalid("deadline", "'deadline' is missing: the signed document has it.");
        }
        return given;
    }

    private WalletOutcome transfer(Call<NoQuery, NewTransfer> call) {
        NewTransfer wanted = call.body();
        String from = Address.parse(wanted.from());
        String to = Address.parse(wanted.to());
        spenders.require(call.caller(), from);
        if (accounts.find(from).isEmpty()) {
            throw ApiException.invalid(
                    "from", "The node does not keep the key of " + from + ": send from that wallet itself.");
        }
        String key = wallets.transfer(once(call), accounts.signer(from), to, wanted.gwei(), wanted.paidNative());
        return sent(
                from,
                key,
                OpenAmount.of(wanted.gwei()) + (wanted.paidNative() ? " go as native OPEN to " : " go to ") + to + ".");
    }

    private WalletOutcome give(Call<NoQuery, NewGift> call) {
        String account = Address.parse(call.body().account());
        call.caller().requireFor(account);
        return sent(account, wallets.give(account), OpenAmount.of(AccountWallets.GIFT_GWEI) + " are on their way.");
    }

    private static String once(Call<?, ?> call) {
        return call.once().orElseGet(() -> UUID.randomUUID().toString());
    }

    private static WalletOutcome sent(String account, String key, String says) {
        return new WalletOutcome(account, "sent", Optional.of(key), says, Optional.empty());
    }

    private static WalletOutcome toSign(String account, TypedData document, String says) {
        return new WalletOutcome(
                account, "to-sign", Optional.empty(), says, Optional.of(JsonFormat.read(document.json())));
    }
}
