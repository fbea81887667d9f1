package org.openledger.api.account;

import io.javalin.http.ContentType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.SharedParts;
import org.openledger.api.http.Spenders;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.epoch.AuditOutcome;
import org.openledger.client.epoch.AuditOutcomes;
import org.openledger.client.epoch.ClaimOutcome;
import org.openledger.client.epoch.ClosedEpochs;
import org.openledger.client.epoch.EpochDetail;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.EpochList;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.epoch.OutcomesQuery;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.settlement.NextStep;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.call.ClaimRequest;
import org.openledger.settlement.call.RecipientRequest;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.claim.Recipients;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.settlement.epoch.AuditTotals;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.verify.OpenAmount;

/** Epochs and claims. */
public final class EpochRoutes implements Handlers.Noun {
    /** As {@link ClosedEpochs} says. */
    private static final int MOST_CLOSED = 1_000;

    private final SettlementParts parts;
    private final Settlement settlement;
    private final Accounts accounts;
    private final Spenders spenders;
    private final Database database;
    private final InstantSource clock;
    private final LiveEvents events;

    public EpochRoutes(SettlementParts parts, Accounts accounts, Spenders spenders, SharedParts shared) {
        this.parts = parts;
        this.spenders = spenders;
        this.settlement = parts.settlement();
        this.accounts = accounts;
        this.database = shared.database();
        this.clock = shared.clock();
        this.events = shared.events();
    }

    /** Gas is known once the settlement is in a block. */
    private EpochLine line(Epoch epoch) {
        Optional<Long> gas = Optional.of(epoch.settleTransaction())
                .filter(hash -> !hash.isEmpty())
                .flatMap(parts.chain()::receipt)
                .map(receipt -> receipt.getGasUsed().longValueExact());
        AuditTotals audit = database.read(handle -> settlement.epochs().auditTotals(handle, epoch.number()));
        NextStep next = settlement.nextOf(epoch);
        return new EpochLine(
                epoch.number(),
                ReceiptViews.lower(epoch.state()),
                epoch.root(),
                Optional.of(epoch.leavesDigest()).filter(digest -> !digest.isEmpty()),
                epoch.receipts(),
                epoch.chargedGwei(),
                audit.waitedGwei(),
                audit.releasedGwei(),
                audit.returnedGwei(),
                audit.nettedGwei(),
                epoch.settleTransaction(),
                gas,
                epoch.closedMillis(),
                epoch.finalAtSeconds(),
                next.says(),
                next.atMillis().stream().boxed().findFirst());
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AccountEndpoints.EPOCHS, call -> {
            ListPage<EpochLine> page =
                    parts.lists().epochs(ListQuery.of(call.query())).map(this::line);
            return new EpochList(page.list(), page.total(), settlement.closesAtMillis());
        });
        handlers.answer(AccountEndpoints.EPOCH, call -> detail(call.number("number")));
        handlers.answer(AccountEndpoints.EPOCH_AUDIT, this::outcomes);
        handlers.write(AccountEndpoints.EPOCH_LEAVES, this::leaves);
        handlers.answer(AccountEndpoints.EPOCH_CLOSE, call -> close());
        handlers.answer(AccountEndpoints.CLAIM, this::claim);
    }

    public List<EpochLine> lines(int limit) {
        return database.read(handle -> settlement.epochs().before(handle, Long.MAX_VALUE, limit)).stream()
                .map(this::line)
                .toList();
    }

    private EpochDetail detail(long number) {
        EpochLine line = database.read(handle -> settlement.epochs().find(handle, number))
                .map(this::line)
                .orElseThrow(() -> ApiException.notFound("There is no epoch " + number + " yet."));
        return database.read(handle -> new EpochDetail(line, settlement.epochs().receiptsBefore(handle, number)));
    }

    private void leaves(Call<NoQuery, NoBody> call) {
        long number = call.number("number");
        byte[] file = database.read(handle -> settlement
                .epochs()
                .find(handle, number)
                .map(epoch -> settlement.epochs().leaves(handle, epoch).bytes())
                .orElseThrow(() -> ApiException.notFound("There is no epoch " + number + " yet.")));
        call.context().contentType(ContentType.TEXT_PLAIN).result(file);
    }

    /** What the epoch's audit decided, by contributor. */
    private AuditOutcomes outcomes(Call<OutcomesQuery, NoBody> call) {
        ListPage<AuditOutcome> page = parts.lists()
                .outcomes(call.number("number"), ListQuery.of(call.query()))
                .map(each -> new AuditOutcome(
                        each.contributor(),
                        each.paidGwei(),
                        each.waitingGwei(),
                        each.returnedGwei(),
                        each.nettedGwei()));
        return new AuditOutcomes(page.list(), page.total());
    }

    /** Closes over all charges there are; more than one epoch when they name very many payers. */
    private ClosedEpochs close() {
        List<EpochLine> closed =
                settlement.close(clock.millis()).stream().map(this::line).toList();
        closed.forEach(epoch -> events.announce(LiveEvents.Kind.EPOCH, epoch));
        return new ClosedEpochs(closed.stream().limit(MOST_CLOSED).toList(), closed.size());
    }

    /**
     * Claims for an account, at the operator's gas. Another recipient takes the account's signature: the node gives it for an
     * account whose key it keeps, any other brings its own, and then needs no token. It is paid there from then on; a commons
     * only this once, as its owner says each time.
     */
    private ClaimOutcome claim(Call<NoQuery, NewClaim> call) {
        NewClaim wanted = call.body();
        String account = Address.parse(wanted.account());
        Optional<String> recipient = wanted.recipient().map(Address::parse);
        Optional<String> commonsOf = spenders.commonsOf().apply(account);
        boolean keptHere = accounts.find(account).isPresent();
        if (wanted.paidNative().isPresent() && (recipient.isEmpty() || commonsOf.isPresent() || !settlement.summed())) {
            throw ApiException.invalid(
                    "paidNative",
                    "'paidNative' goes with a recipient, not for a commons, and where the contracts know recipients: leave it"
                            + " out.");
        }
        if (recipient.isPresent() && !keptHere) {
            return claimWithWallet(wanted, account, recipient.get());
        }
        refuseSignature(wanted);
        spenders.require(call.caller(), account);
        if (commonsOf.isPresent()) {
            refuseWithoutRecipient(recipient);
        }
        if (recipient.isEmpty()) {
            return claimLine(database.transact(tx -> settlement.claims().claim(tx, account)));
        }
        Signer signer = accounts.signer(account);
        if (settlement.summed()) {
            Recipients recipients = settlement.recipients();
            if (commonsOf.isPresent()) {
                return claimLine(recipients.claimOnce(signer, recipient.get()));
            }
            RecipientRequest request = recipients.request(
                    account, recipient.get(), wanted.paidNative().orElse(false));
            String signature =
                    Signature.format(signer.sign(recipients.document(request).digest()));
            return claimLine(recipients.claim(request, signature));
        }
        ClaimRequest request = settlement.signedClaims().request(account, recipient.get());
        byte[] digest = settlement.signedClaims().document(request).digest();
        String signature = Signature.format(signer.sign(digest));
        return claimLine(settlement.signedClaims().claim(request, signature));
    }

    private static void refuseWithoutRecipient(Optional<String> recipient) {
        if (recipient.isEmpty()) {
            throw ApiException.invalid(
                    "recipient", "'recipient' is missing: what is in a commons is given to somebody.");
        }
    }

    /** The operator pays the account itself, and signs for an account whose key it keeps: a signature would be ignored. */
    private static void refuseSignature(NewClaim wanted) {
        if (wanted.signature().isPresent()
                || wanted.epoch().isPresent()
                || wanted.deadline().isPresent()) {
            throw ApiException.invalid(
                    "signature",
                    "'signature', 'epoch' and 'deadline' are for another recipient, and for an account whose key the node"
                            + " does not keep: leave them out.");
        }
    }

    private ClaimOutcome claimWithWallet(NewClaim wanted, String account, String recipient) {
        return settlement.summed()
                ? setRecipient(wanted, account, recipient)
                : claimByEpoch(wanted, account, recipient);
    }

    private ClaimOutcome setRecipient(NewClaim wanted, String account, String recipient) {
        if (wanted.epoch().isPresent()) {
            throw ApiException.invalid("epoch", "'epoch' is for contracts from before recipients: leave it out.");
        }
        Recipients recipients = settlement.recipients();
        boolean paidNative = wanted.paidNative().orElse(false);
        if (wanted.signature().isEmpty()) {
            RecipientRequest request = recipients.request(account, recipient, paidNative);
            return new ClaimOutcome(
                    account,
                    "to-sign",
                    database.read(handle -> settlement.claims().dueGwei(handle, account)),
                    "Sign this document with the account; send the signature with its recipient and deadline.",
                    Optional.of(JsonFormat.read(recipients.document(request).json())));
        }
        long deadline = given("deadline", wanted.deadline());
        return claimLine(recipients.claim(
                recipients.request(account, recipient, paidNative, deadline),
                wanted.signature().get()));
    }

    /** Under contracts from before recipients. */
    private ClaimOutcome claimByEpoch(NewClaim wanted, String account, String recipient) {
        SignedClaims signed = settlement.signedClaims();
        if (wanted.signature().isEmpty()) {
            ClaimRequest request = signed.request(account, recipient);
            return new ClaimOutcome(
                    account,
                    "to-sign",
                    request.dueGwei(),
                    "Sign this document with the account; send the signature with its recipient, epoch and deadline.",
                    Optional.of(JsonFormat.read(signed.document(request).json())));
        }
        long epoch = given("epoch", wanted.epoch());
        long deadline = given("deadline", wanted.deadline());
        return claimLine(signed.claim(
                signed.request(account, recipient, epoch, deadline),
                wanted.signature().get()));
    }

    private static long given(String name, Optional<Long> value) {
        return value.orElseThrow(() -> ApiException.invalid(name, "'" + name + "' is missing."));
    }

    private static ClaimOutcome claimLine(Claiming claiming) {
        return switch (claiming) {
            case Claiming.Sent sent ->
                new ClaimOutcome(
                        sent.account(),
                        "sent",
                        sent.gwei(),
                        "The claim under epoch " + sent.epoch() + " is on its way.",
                        Optional.empty());
            case Claiming.TooLittle little ->
                new ClaimOutcome(
                        little.account(),
                        "too-little",
                        little.dueGwei(),
                        "Due are " + OpenAmount.of(little.dueGwei()) + "; claiming is worth it from "
                                + OpenAmount.of(little.thresholdGwei()) + " on.",
                        Optional.empty());
        };
    }
}
