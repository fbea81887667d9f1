package org.openledger.client.chain;

import java.util.List;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints of the chain as people read it. */
public final class ChainEndpoints {
    public static final Endpoint<NoQuery, NoBody, ChainStatus> STATUS = Endpoint.get(
                    "/api/chain", "The chain as the node sees it")
            .costs(Cost.CHAIN)
            .answers(ChainStatus.class);

    public static final Endpoint<NoQuery, NoBody, ChainTransaction> TRANSACTION = Endpoint.get(
                    "/api/chain/transactions/{hash}", "One transaction, with its events decoded")
            .costs(Cost.CHAIN)
            .text("hash", "The transaction's hash: 0x and 64 hexadecimal digits.", "0x" + "0".repeat(63) + "1")
            .answers(ChainTransaction.class);

    public static final Endpoint<NoQuery, NoBody, ChainBlock> BLOCK = Endpoint.get(
                    "/api/chain/blocks/{number}", "One block")
            .costs(Cost.CHAIN)
            .number("number", "The block's number.")
            .answers(ChainBlock.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(STATUS, TRANSACTION, BLOCK);

    private ChainEndpoints() {}
}
