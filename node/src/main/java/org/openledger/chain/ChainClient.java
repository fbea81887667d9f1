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
    /**
     * Beside a quarter of the estimate. Votes are counted by time: what an estimate saw written to a checkpoint of its own second makes a
     * new one in a later block, of the total, of who gives and of who takes, each for up to 25,000 gas.
     */
    private static final BigInteger GAS_MARGIN = BigInteger.valueOf(80_000);

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

    /** Whether this node alone makes the chain's blocks, and no network asks for fees or takes blocks back. */
    public boolean embedded() {
        return chain.finality() instanceof Finality.Immediate;
    }

    /** The newest block that counts as settled; negative where none does yet. */
    public long settledBlock() {
        return switch (chain.finality()) {
            case Finality.Immediate _ -> blockNumber();
            case Finality.Depth depth -> blockNumber() - depth.blocks();
            case Finality.Tag tag ->
                block(ask("eth_getBlockByNumber", tag.word(), false))
                        .map(Block::number)
                        .orElse(-1L);
        };
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

    /** Gas to give a transaction, which is more than its estimate; throws as {@link #estimateGas} does. */
    public BigInteger gasLimit(String from, @Nullable String to, String data, BigInteger valueWei) {
        BigInteger estimate = estimateGas(from, to, data, valueWei);
        return estimate.add(estimate.shiftRight(2)).add(GAS_MARGIN);
    }

    /** What a transaction costs now. */
    public Fees fees() {
        JsonNode block = ask("eth_getBlockByNumber", "latest", false);
        BigInteger baseFee = Quantities.parse(block.path("baseFeePerGas").asString("0x0"));
        BigInteger tip = embedded() ? BigInteger.ONE : priorityFee();
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
    public record Fees(BigInteger maxPriorityFeeWei, BigInteger maxFeeWei) {
        /** What a unit of gas costs in the next block: {@link #maxFeeWei} is the tip and twice the base fee. */
        BigInteger nowWei() {
            return maxFeeWei.subtract(maxPriorityFeeWei).shiftRight(1).add(maxPriorityFeeWei);
        }
    }

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
            List<String> transactions) {
        /** Whether one of these contracts may have written a log in it. A filter without a bit says nothing of what transactions did. */
        boolean mayHaveLogsOf(List<String> addresses) {
            return (bloom.bits().signum() == 0 && !transactions.isEmpty())
                    || addresses.stream().anyMatch(bloom::mayHave);
        }
    }

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

        /** Whether the provider gave none. */
        boolean isUnknown() {
            return bits.signum() < 0;
        }

        /** Which contracts wrote these; their topics are left out. */
        private static Bloom of(List<Log> logs) {
            BigInteger all = BigInteger.ZERO;
            for (Log log : logs) {
                all = all.or(bitsOf(log.address()));
            }
            return new Bloom(all);
        }

        /** False where the contract wrote no log in the block. */
        boolean mayHave(String address) {
            BigInteger wanted = bitsOf(address);
            return bits.and(wanted).equals(wanted);
        }

        private static BigInteger bitsOf(String address) {
            byte[] hash = Hash.sha3(Numeric.hexStringToByteArray(address));
            BigInteger three = BigInteger.ZERO;
            for (int part = 0; part < PARTS; part++) {
                int high = Byte.toUnsignedInt(hash[2 * part]);
                int low = Byte.toUnsignedInt(hash[2 * part + 1]);
                three = three.setBit((high << Byte.SIZE | low) & MASK);
            }
            return three;
        }
    }

    /**
     * The logs that contracts wrote in one block, found by its hash, so that a reorganisation cannot mix two blocks. Where the
     * block's Bloom filter has a contract of which there is no log, or has nothing of a block with transactions, the receipts of all
     * its transactions are read: providers that have not indexed a block yet say that it has none. What one provider does not have is
     * asked of the next.
     *
     * @throws ChainException where none has it
     */
    public List<Log> logs(Block block, List<String> addresses) {
        ChainException last = new ChainException("nobody was asked for the logs of block " + block.number());
        for (Chain source : chain.sources()) {
            try {
                return logs(source, block, addresses);
            } catch (ChainException hasNot) {
                last = hasNot;
            }
        }
        throw last;
    }

    private static List<Log> logs(Chain source, Block block, List<String> addresses) {
        ObjectNode filter = JSON.createObjectNode().put("blockHash", block.hash());
        ArrayNode array = filter.putArray("address");
        addresses.forEach(array::add);
        List<Log> logs = new ArrayList<>();
        for (JsonNode log : ask(source, "eth_getLogs", filter)) {
            logs.add(log(log));
        }
        List<String> missing = addresses.stream()
                .filter(address -> logs.stream().noneMatch(log -> log.address().equalsIgnoreCase(address)))
                .toList();
        return !missing.isEmpty() && block.mayHaveLogsOf(missing) ? logsOfReceipts(source, block, addresses) : logs;
    }

    private static List<Log> logsOfReceipts(Chain source, Block block, List<String> addresses) {
        List<Log> logs = new ArrayList<>();
        for (String hash : block.transactions()) {
            JsonNode receipt = ask(source, "eth_getTransactionReceipt", hash);
            if (!receipt.path("blockHash").asString("").equals(block.hash())) {
                throw new ChainException("the chain has no receipt of transaction " + hash + " of block "
                        + block.number() + ": it is behind, or took the block back");
            }
            receipt.path("logs").valueStream().map(ChainClient::log).forEach(logs::add);
        }
        Bloom all = Bloom.of(logs);
        if (!block.bloom().isUnknown()
                && addresses.stream().anyMatch(address -> block.bloom().mayHave(address) && !all.mayHave(address))) {
            throw new ChainException("the chain says of block " + block.number()
                    + " that a followed contract wrote a log, and gives none in its receipts: ask another provider,"
                    + " --chain URL,URL");
        }
        return logs.stream()
                .filter(log -> addresses.stream().anyMatch(log.address()::equalsIgnoreCase))
                .toList();
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
        return ask(chain, method, parameters);
    }

    private static JsonNode ask(Chain of, String method, Object... parameters) {
        ArrayNode array = JSON.createArrayNode();
        for (Object parameter : parameters) {
            if (parameter instanceof JsonNode node) {
                array.add(node);
            } else {
                array.addPOJO(parameter);
            }
        }
        return of.call(method, array);
    }
}
