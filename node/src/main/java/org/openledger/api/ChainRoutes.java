package org.openledger.api;

import java.math.BigInteger;
import org.openledger.api.account.SettlementParts;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Handlers;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Outbox;
import org.openledger.chain.explorer.DecodedEvent;
import org.openledger.chain.explorer.Explorer;
import org.openledger.client.chain.ChainBlock;
import org.openledger.client.chain.ChainEndpoints;
import org.openledger.client.chain.ChainEvent;
import org.openledger.client.chain.ChainStatus;
import org.openledger.client.chain.ChainTransaction;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.events.EventDispatch;
import org.openledger.store.Database;

/** The chain as the node sees it, its transactions and blocks. */
final class ChainRoutes implements Handlers.Noun {
    /** As {@link ChainTransaction} and {@link ChainBlock} say. */
    private static final int MOST_EVENTS = 1_000;

    private static final int MOST_TRANSACTIONS = 10_000;

    private final ChainClient client;
    private final Explorer explorer;
    private final NodeParts node;
    private final Outbox outbox;
    private final Database database;

    ChainRoutes(SettlementParts settlement, NodeParts node, Database database) {
        this.client = settlement.chain();
        this.explorer = settlement.explorer();
        this.node = node;
        this.outbox = node.outbox();
        this.database = database;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ChainEndpoints.STATUS, call -> status());
        handlers.answer(ChainEndpoints.TRANSACTION, call -> transaction(call.text("hash")));
        handlers.answer(ChainEndpoints.BLOCK, call -> block(call.number("number")));
    }

    private ChainStatus status() {
        return new ChainStatus(
                client.chainId(),
                client.embedded(),
                client.blockNumber(),
                client.settledBlock(),
                database.<Long, RuntimeException>read(EventDispatch::asideCount),
                outbox.depth(),
                outbox.asideCount(),
                node.state().get().contracts());
    }

    private ChainTransaction transaction(String hash) {
        if (!hash.matches("0x[0-9a-f]{64}")) {
            throw ApiException.invalid("hash", "'hash' is 0x and 64 lower-case hexadecimal digits.");
        }
        return explorer.transaction(hash)
                .map(ChainRoutes::line)
                .orElseThrow(() -> ApiException.notFound("The chain has no transaction " + hash + "."));
    }

    private static ChainTransaction line(Explorer.Transaction found) {
        return new ChainTransaction(
                found.hash(),
                found.block(),
                found.settled(),
                found.succeeded(),
                found.from(),
                found.to(),
                Wei.toGweiSaturated(found.valueWei()),
                found.gas().map(BigInteger::longValueExact),
                found.feeWei().map(Wei::toGweiSaturated),
                found.events().stream()
                        .limit(MOST_EVENTS)
                        .map(ChainRoutes::event)
                        .toList());
    }

    private static ChainEvent event(DecodedEvent event) {
        return new ChainEvent(event.contract(), event.name(), event.values());
    }

    private ChainBlock block(long number) {
        return explorer.block(number)
                .map(found -> new ChainBlock(
                        number,
                        found.block().hash(),
                        found.block().timestampSeconds() * 1_000,
                        found.settled(),
                        found.block().transactions().stream()
                                .limit(MOST_TRANSACTIONS)
                                .toList()))
                .orElseThrow(() -> ApiException.notFound("The chain has no block " + number + " yet."));
    }
}
