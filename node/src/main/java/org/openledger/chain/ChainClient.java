package org.openledger.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Typed questions to a {@link Chain}. Amounts are wei, hashes and data 0x-hex, addresses lower-case. Throws {@link
 * RpcException} when the network refuses, {@link ChainException} when it cannot be reached.
 */
public final class ChainClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private final Chain chain;
    private final Web3j web3j;

    public ChainClient(Chain chain) {
        this.chain = chain;
        this.web3j = Web3j.build(new ChainService(chain));
    }

    public Chain chain() {
        return chain;
    }

    public long chainId() {
        return chain.id();
    }

    /** web3j over the same chain, for the generated wrappers: {@code WrappedOpen.load(address, web3j(), reader(), …)}. */
    public Web3j web3j() {
        return web3j;
    }

    /** What generated wrappers need for reading; it refuses to send. */
    public TransactionManager reader() {
        return new ReadonlyTransactionManager(web3j, NOBODY);
    }

    public long blockNumber() {
        return Quantities.parse(ask("eth_blockNumber")).longValueExact();
    }

    public BigInteger balanceWei(String address) {
        return Quantities.parse(ask("eth_getBalance", address, "latest"));
    }

    /** Transactions the account has in blocks, and so its next nonce. */
    public long nonce(String address) {
        return Quantities.parse(ask("eth_getTransactionCount", address, "latest"))
                .longValueExact();
    }

    /** The contract's code, {@code 0x} when there is none. */
    public String code(String address) {
        return ask("eth_getCode", address, "latest").asString();
    }

    /** Runs a call without sending it, as of now; the returned data, or {@link RpcException} with the revert data. */
    public String call(@Nullable String from, String to, String data) {
        return ask("eth_call", transaction(from, to, data, BigInteger.ZERO), "latest")
                .asString();
    }

    /** Gas the transaction would take; {@link RpcException} with the revert data when it would revert. */
    public BigInteger estimateGas(String from, @Nullable String to, String data, BigInteger valueWei) {
        return Quantities.parse(ask("eth_estimateGas", transaction(from, to, data, valueWei)));
    }

    /** What a transaction costs now. */
    public Fees fees() {
        JsonNode block = ask("eth_getBlockByNumber", "latest", false);
        BigInteger baseFee = Quantities.parse(block.path("baseFeePerGas").asString("0x0"));
        BigInteger tip = chain.confirmations() == 0 ? BigInteger.ONE : priorityFee();
        return new Fees(tip, baseFee.shiftLeft(1).add(tip));
    }

    private BigInteger priorityFee() {
        try {
            return Quantities.parse(ask("eth_maxPriorityFeePerGas"));
        } catch (RpcException unknownThere) {
            return BigInteger.valueOf(1_000_000_000L);
        }
    }

    /** EIP-1559 fees in wei per gas. */
    public record Fees(BigInteger maxPriorityFeeWei, BigInteger maxFeeWei) {}

    /** Sends a signed transaction and returns its hash. */
    public String sendRaw(String raw) {
        return ask("eth_sendRawTransaction", raw).asString();
    }

    /** The receipt of a transaction that is in a block. */
    public Optional<TransactionReceipt> receipt(String hash) {
        JsonNode found = ask("eth_getTransactionReceipt", hash);
        return found.isNull() ? Optional.empty() : Optional.of(JSON.treeToValue(found, TransactionReceipt.class));
    }

    /** A block of the present chain by number. */
    public Optional<Block> block(long number) {
        return block(ask("eth_getBlockByNumber", Quantities.of(number), false));
    }

    public Block latestBlock() {
        return block(ask("eth_getBlockByNumber", "latest", false))
                .orElseThrow(() -> new ChainException("the chain has no latest block"));
    }

    private static Optional<Block> block(JsonNode found) {
        if (found.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new Block(
                Quantities.parse(found.path("number")).longValueExact(),
                found.path("hash").asString(),
                found.path("parentHash").asString(),
                Quantities.parse(found.path("timestamp")).longValueExact(),
                Bloom.parse(found.path("logsBloom").asString("")),
                found.path("transactions")
                        .valueStream()
                        .map(each -> each.asString())
                        .toList()));
    }

    /**
     * A block's head.
     *
     * @param transactions their hashes
     */
    public record Block(
            long number,
            String hash,
            String parentHash,
            long timestampSeconds,
            Bloom bloom,
            List<String> transactions) {}

    /**
     * The filter of a block's logs (Ethereum Yellow Paper, section 4.4.3): 2,048 bits, of which each contract that wrote a log has
     * three. It may have a contract that wrote none.
     */
    public record Bloom(BigInteger bits) {
        private static final int PARTS = 3;
        private static final int MASK = 0x7ff;

        /** Of 0x-hex; whatever is no number has every contract. */
        private static Bloom parse(String hex) {
            return new Bloom(
                    hex.matches("0x[0-9a-fA-F]+") ? new BigInteger(hex.substring(2), 16) : BigInteger.ONE.negate());
        }

        /** False where the contract wrote no log in the block. */
        boolean mayHave(String address) {
            byte[] hash = Hash.sha3(Numeric.hexStringToByteArray(address));
            for (int part = 0; part < PARTS; part++) {
                int high = Byte.toUnsignedInt(hash[2 * part]);
                int low = Byte.toUnsignedInt(hash[2 * part + 1]);
                if (!bits.testBit((high << Byte.SIZE | low) & MASK)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The logs that contracts wrote in one block, found by its hash, so that a reorganisation cannot mix two blocks. Where the
     * block's Bloom filter has a contract of which there is no log, the receipts of all its transactions are read: providers
     * that have not indexed a block yet say that it has none.
     *
     * @throws ChainException where neither can be had
     */
    public List<Log> logs(Block block, List<String> addresses) {
        ObjectNode filter = JSON.createObjectNode().put("blockHash", block.hash());
        ArrayNode array = filter.putArray("address");
        addresses.forEach(array::add);
        List<Log> logs = new ArrayList<>();
        for (JsonNode log : ask("eth_getLogs", filter)) {
            logs.add(log(log));
        }
        boolean missing = addresses.stream()
                .anyMatch(address -> block.bloom().mayHave(address)
                        && logs.stream().noneMatch(log -> log.address().equalsIgnoreCase(address)));
        return missing ? logsOfReceipts(block, addresses) : logs;
    }

    private List<Log> logsOfReceipts(Block block, List<String> addresses) {
        List<Log> logs = new ArrayList<>();
        for (String hash : block.transactions()) {
            JsonNode receipt = ask("eth_getTransactionReceipt", hash);
            if (!receipt.path("blockHash").asString("").equals(block.hash())) {
                throw new ChainException("the chain has no receipt of transaction " + hash + " of block "
                        + block.number() + ": it is behind, or took the block back");
            }
            receipt.path("logs")
                    .valueStream()
                    .map(ChainClient::log)
                    .filter(log -> addresses.stream().anyMatch(log.address()::equalsIgnoreCase))
                    .forEach(logs::add);
        }
        return logs;
    }

    /**
     * The blocks from one number through another in which these contracts wrote logs, in their order, as the provider says. A range
     * that it finds too long is asked for by halves.
     */
    public SortedSet<Long> blocksWithLogs(long from, long through, List<String> addresses) {
        ObjectNode filter =
                JSON.createObjectNode().put("fromBlock", Quantities.of(from)).put("toBlock", Quantities.of(through));
        ArrayNode array = filter.putArray("address");
        addresses.forEach(array::add);
        SortedSet<Long> blocks = new TreeSet<>();
        try {
            ask("eth_getLogs", filter).forEach(log -> blocks.add(log(log).block()));
        } catch (RpcException tooLong) {
            if (from == through) {
                throw tooLong;
            }
            long middle = from + (through - from) / 2;
            blocks.addAll(blocksWithLogs(from, middle, addresses));
            blocks.addAll(blocksWithLogs(middle + 1, through, addresses));
        }
        return blocks;
    }

    private static Log log(JsonNode log) {
        List<String> topics = new ArrayList<>();
        log.path("topics").forEach(topic -> topics.add(topic.asString()));
        return new Log(
                log.path("address").asString(),
                List.copyOf(topics),
                log.path("data").asString(),
                Quantities.parse(log.path("blockNumber")).longValueExact(),
                log.path("blockHash").asString(),
                log.path("transactionHash").asString(),
                Quantities.parse(log.path("logIndex")).intValueExact());
    }

    /** One event as a contract wrote it; topics and data are hex. Its place is (transactionHash, index). */
    public record Log(
            String address,
            List<String> topics,
            String data,
            long block,
            String blockHash,
            String transactionHash,
            int index) {
        /** In web3j's form, for the generated wrappers' {@code get…EventFromLog}. */
        public org.web3j.protocol.core.methods.response.Log toWeb3j() {
            org.web3j.protocol.core.methods.response.Log log = new org.web3j.protocol.core.methods.response.Log();
            log.setAddress(address);
            log.setTopics(topics);
            log.setData(data);
            log.setBlockNumber(Quantities.of(block));
            log.setBlockHash(blockHash);
            log.setTransactionHash(transactionHash);
            log.setLogIndex(Quantities.of(index));
            return log;
        }
    }

    /** The address of a key, lower-case as everywhere here. */
    public static String address(Credentials credentials) {
        return credentials.getAddress().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode transaction(
            @Nullable String from, @Nullable String to, String data, BigInteger valueWei) {
        ObjectNode transaction = JSON.createObjectNode().put("data", data).put("value", Quantities.of(valueWei));
        if (from != null) {
            transaction.put("from", from);
        }
        if (to != null) {
            transaction.put("to", to);
        }
        return transaction;
    }

    private JsonNode ask(String method, Object... parameters) {
        ArrayNode array = JSON.createArrayNode();
        for (Object parameter : parameters) {
            if (parameter instanceof JsonNode node) {
                array.add(node);
            } else {
                array.addPOJO(parameter);
            }
        }
        return chain.call(method, array);
    }
}
