package org.openledger.api.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Body;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Paths;
import org.openledger.api.http.RequestFields;
import org.openledger.api.http.Routes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.chain.ChainClient;
import org.openledger.client.account.AuditOutcome;
import org.openledger.client.account.ClaimOutcome;
import org.openledger.client.account.EpochDetail;
import org.openledger.client.account.EpochLine;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.Signature;
import org.openledger.settlement.Epochs;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.call.ClaimRequest;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.settlement.epoch.AuditTotals;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.store.Database;

/** Epochs and claims. */
public final class EpochRoutes implements Routes {
    private static final int LISTED = 100;

    private final Settlement settlement;
    private final ChainClient chain;
    private final Database database;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Access access;
    private final LiveEvents events;

    public EpochRoutes(
            Settlement settlement,
            ChainClient chain,
            Database database,
            Accounts accounts,
            InstantSource clock,
            Access access,
            LiveEvents events) {
        this.settlement = settlement;
        this.chain = chain;
        this.database = database;
        this.accounts = accounts;
        this.clock = clock;
        this.access = access;
        this.events = events;
    }

    /** Gas is known once the settlement is in a block. */
    private EpochLine line(Epoch epoch) {
        Optional<Long> gas = Optional.of(epoch.settleTransaction())
                .filter(hash -> !hash.isEmpty())
                .flatMap(chain::receipt)
                .map(receipt -> receipt.getGasUsed().longValueExact());
        AuditTotals audit = database.read(handle -> settlement.epochs().auditTotals(handle, epoch.number()));
        return new EpochLine(
                epoch.number(),
                ReceiptViews.lower(epoch.state()),
                epoch.root(),
                epoch.receipts(),
                epoch.chargedGwei(),
                audit.waitedGwei(),
                audit.releasedGwei(),
                audit.returnedGwei(),
                audit.nettedGwei(),
                epoch.settleTransaction(),
                gas,
                epoch.closedMillis(),
                epoch.finalAtSeconds());
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/epochs", context -> context.json(lines(LISTED)));
        routes.get("/api/epochs/{number}", context -> context.json(detail(Paths.number(context, "number"))));
        routes.get("/api/epochs/{number}/audit", context -> context.json(outcomes(context)));
        routes.post("/api/epochs", this::close);
        routes.post("/api/claims", this::claim);
        routes.exception(
                SettlementException.class,
                (refusal, context) ->
                        HttpServer.refuse(ApiException.conflict(String.valueOf(refusal.getMessage())), context));
    }

    public List<EpochLine> lines(int limit) {
        return database.read(handle -> settlement.epochs().before(handle, Long.MAX_VALUE, limit)).stream()
                .map(this::line)
                .toList();
    }

    private EpochDetail detail(long number) {
        EpochLine line = database.read(handle -> settlement.epochs().find(handle, number))
                .map(this::line)
                .orElseThrow(() -> ApiException.notFound("not_found", "There is no epoch " + number + " yet."));
        return database.read(handle -> new EpochDetail(line, settlement.epochs().receiptsBefore(handle, number)));
    }

    /** What the epoch's audit decided, by contributor: a page of those after {@code ?after=0x…}. */
    private List<AuditOutcome> outcomes(Context context) {
        long number = Paths.number(context, "number");
        String after = Optional.ofNullable(context.queryParam("after")).orElse("");
        int limit = Paths.query(context, "limit", Epochs.MAX_LISTED, 1, Epochs.MAX_LISTED);
        return database.read(handle -> settlement.epochs().audit(handle, number, after, limit)).stream()
                .map(each -> new AuditOutcome(
                        each.contributor(),
                        each.paidGwei(),
                        each.waitingGwei(),
                        each.returnedGwei(),
                        each.nettedGwei()))
                .toList();
    }

    /** Closes over all charges there are; more than one epoch when they name very many payers. */
    private void close(Context context) {
        access.of(context).requireAdmin();
        List<EpochLine> closed =
                settlement.close(clock.millis()).stream().map(this::line).toList();
        closed.forEach(epoch -> events.announce(LiveEvents.Kind.EPOCH, epoch));
        context.status(201).json(closed);
    }

    /**
     * Claims for an account, at the operator's gas. The account itself is paid at the operator's word. Another recipient
     * takes the account's signature: the node gives it for an account whose key it keeps, any other brings its own, and
     * then needs no token.
     */
    private void claim(Context context) {
        RequestFields body = Body.object(context);
        String account = Address.parse(body.text("account"));
        Optional<String> recipient = body.optionalText("recipient").map(Address::parse);
        if (recipient.isEmpty()) {
            access.of(context).requireFor(account);
            context.json(claimLine(database.transact(tx -> settlement.claims().claim(tx, account))));
        } else if (accounts.find(account).isPresent()) {
            access.of(context).requireFor(account);
            ClaimRequest request = settlement.signedClaims().request(account, recipient.get());
            byte[] digest = settlement.signedClaims().document(request).digest();
            String signature = Signature.format(accounts.signer(account).sign(digest));
            context.json(claimLine(settlement.signedClaims().claim(request, signature)));
        } else {
            context.json(claimWithWallet(body, account, recipient.get()));
        }
    }

    private ClaimOutcome claimWithWallet(RequestFields body, String account, String recipient) {
        SignedClaims signed = settlement.signedClaims();
        Optional<String> signature = body.optionalText("signature");
        if (signature.isEmpty()) {
            ClaimRequest request = signed.request(account, recipient);
            return new ClaimOutcome(
                    account,
                    "to-sign",
                    request.dueGwei(),
                    "Sign this document with the account; send the signature with its recipient, epoch and deadline.",
                    Optional.of(JsonFormat.read(signed.document(request).json())));
        }
        long epoch = body.integer("epoch", 1, Long.MAX_VALUE);
        long deadline = body.integer("deadline", 0, Long.MAX_VALUE);
        return claimLine(signed.claim(signed.request(account, recipient, epoch, deadline), signature.get()));
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
                        "Due are " + little.dueGwei() + " gwei; claiming is worth it from " + little.thresholdGwei()
                                + " gwei on.",
                        Optional.empty());
        };
    }
}
