package org.openledger.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.ChainClient;
import org.openledger.identity.Address;
import org.openledger.settlement.Claiming;
import org.openledger.settlement.Epoch;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.SettlementException;
import org.openledger.store.Database;

/** Epochs and claims. */
public final class EpochRoutes implements Routes {
    private static final int LISTED = 100;

    private final Settlement settlement;
    private final ChainClient chain;
    private final Database database;
    private final InstantSource clock;
    private final Access access;
    private final Events events;

    EpochRoutes(
            Settlement settlement,
            ChainClient chain,
            Database database,
            InstantSource clock,
            Access access,
            Events events) {
        this.settlement = settlement;
        this.chain = chain;
        this.database = database;
        this.clock = clock;
        this.access = access;
        this.events = events;
    }

    record EpochLine(
            long number,
            String state,
            String root,
            long receipts,
            long paidGwei,
            String transaction,
            Optional<Long> gas,
            long closedMillis,
            long finalAtSeconds) {}

    /** Gas is known once the settlement is in a block. */
    private EpochLine line(Epoch epoch) {
        Optional<Long> gas = Optional.of(epoch.settleTransaction())
                .filter(hash -> !hash.isEmpty())
                .flatMap(chain::receipt)
                .map(receipt -> receipt.getGasUsed().longValueExact());
        return new EpochLine(
                epoch.number(),
                ReceiptViews.lower(epoch.state()),
                epoch.root(),
                epoch.receipts(),
                epoch.chargedGwei(),
                epoch.settleTransaction(),
                gas,
                epoch.closedMillis(),
                epoch.finalAtSeconds());
    }

    record ClaimLine(String account, String state, long gwei, String says) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/epochs", context -> context.json(lines(LISTED)));
        routes.post("/api/epochs", this::close);
        routes.post("/api/claims", this::claim);
        routes.exception(
                SettlementException.class,
                (refusal, context) ->
                        HttpServer.refuse(ApiException.conflict(String.valueOf(refusal.getMessage())), context));
    }

    List<EpochLine> lines(int limit) {
        return database.read(handle -> settlement.epochs().before(handle, Long.MAX_VALUE, limit)).stream()
                .map(this::line)
                .toList();
    }

    /** Closes over all charges there are; more than one epoch when they name very many payers. */
    private void close(Context context) {
        access.of(context).requireAdmin();
        List<EpochLine> closed =
                settlement.close(clock.millis()).stream().map(this::line).toList();
        closed.forEach(epoch -> events.announce(Events.Kind.EPOCH, epoch));
        context.status(201).json(closed);
    }

    private void claim(Context context) {
        String account = Address.parse(Body.object(context).text("account"));
        access.of(context).requireFor(account);
        Claiming claiming = database.transact(tx -> settlement.claims().claim(tx, account));
        context.json(
                switch (claiming) {
                    case Claiming.Sent sent ->
                        new ClaimLine(
                                account,
                                "sent",
                                sent.gwei(),
                                "The claim under epoch " + sent.epoch() + " is on its way.");
                    case Claiming.TooLittle little ->
                        new ClaimLine(
                                account,
                                "too-little",
                                little.dueGwei(),
                                "Due are " + little.dueGwei() + " gwei; claiming is worth it from "
                                        + little.thresholdGwei() + " gwei on.");
                });
    }
}
