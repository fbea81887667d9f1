package org.openledger.chain.explorer;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.Quantities;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks transactions and blocks up. */
public final class Explorer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ChainClient client;
    private final EventNames names;

    public Explorer(ChainClient client, Contracts contracts) {
        this.client = client;
        this.names = new EventNames(contracts);
    }

    /**
     * A transaction.
     *
     * @param block that has it; empty while none has
     * @param settled whether that block counts as settled
     * @param succeeded whether it did what it should, once it is in a block
     * @param to whom it calls or pays: a contract's name, or an address; empty where it makes a contract
     * @param gas it used, once it is in a block
     * @param feeWei what its gas cost, once it is in a block
     */
    public record Transaction(
            String hash,
            Optional<Long> block,
            boolean settled,
            Optional<Boolean> succeeded,
            String from,
            Optional<String> to,
            BigInteger valueWei,
            Optional<BigInteger> gas,
            Optional<BigInteger> feeWei,
            List<DecodedEvent> events) {
        public Transaction {
            events = List.copyOf(events);
        }
    }

    /** The block of a number, and whether it counts as settled. */
    public record Block(ChainClient.Block block, boolean settled) {}

    public Optional<Transaction> transaction(String hash) {
        JsonNode found = client.chain()
                .call("eth_getTransactionByHash", JSON.createArrayNode().add(hash));
        if (found.isNull()) {
            return Optional.empty();
        }
        Optional<TransactionReceipt> receipt = client.receipt(hash);
        Optional<Long> block = receipt.map(each -> each.getBlockNumber().longValueExact());
        long settled = client.settledBlock();
        return Optional.of(new Transaction(
                hash,
                block,
                block.filter(number -> number <= settled).isPresent(),
                receipt.map(TransactionReceipt::isStatusOK),
                found.path("from").asString(""),
                Optional.of(found.path("to").asString(""))
                        .filter(to -> !to.isEmpty())
                        .map(names::name),
                Quantities.parse(found.path("value")),
                receipt.map(TransactionReceipt::getGasUsed),
                receipt.map(each -> each.getGasUsed()
                        .multiply(Quantities.parse(
                                Optional.ofNullable(each.getEffectiveGasPrice()).orElse("0x0")))),
                receipt.map(each -> each.getLogs().stream()
                                .map(log -> names.decode(new ChainClient.Log(
                                        log.getAddress(),
                                        log.getTopics(),
                                        log.getData(),
                                        each.getBlockNumber().longValueExact(),
                                        each.getBlockHash(),
                                        hash,
                                        log.getLogIndex().intValueExact())))
                                .toList())
                        .orElse(List.of())));
    }

    public Optional<Block> block(long number) {
        return client.block(number).map(block -> new Block(block, number <= client.settledBlock()));
    }
}
