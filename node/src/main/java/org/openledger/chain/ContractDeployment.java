package org.openledger.chain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.Licences;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Puts the contracts on the chain, once for a data folder. Each is a transaction of the outbox under a key of its own, and
 * its address is kept, so that a deployment cut short by a crash goes on where it was.
 */
public final class ContractDeployment {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final String ESCROW = "inferenceEscrow";
    private static final String DATANETS = "datanetRegistry";
    private static final String LICENCES = "licences";
    /** The operator registers its people's models, so that a fee would be its own to bear: none. */
    private static final BigInteger BUILDING_FEE_WEI = BigInteger.ZERO;

    private final Database database;
    private final ChainClient client;
    private final Outbox outbox;

    private ContractDeployment(Database database, ChainClient client, Outbox outbox) {
        this.database = database;
        this.client = client;
        this.outbox = outbox;
    }

    /**
     * The contracts' constructor parameters, used when they are deployed and never again.
     *
     * @param openToken ERC-20 OPEN of another network; empty deploys WrappedOpen
     * @param minimumBondWei what an operator must have bonded to settle; at least 1
     * @param withdrawalDelaySeconds between asking for a deposit back and getting it
     * @param unbondDelaySeconds the same for the operator's bond; at least as long as a root can be rejected
     * @param arbiter who decides challenges, lower-case address, not the operator; empty where nobody is named
     * @param challengeBondWei what a challenger puts down
     * @param challengeWindowSeconds how long a reward root can be challenged
     * @param arbitrationTimeoutSeconds after which an undecided challenge can be ended by anyone
     */
    public record Parameters(
            Optional<String> openToken,
            BigInteger minimumBondWei,
            long withdrawalDelaySeconds,
            long unbondDelaySeconds,
            String arbiter,
            BigInteger challengeBondWei,
            long challengeWindowSeconds,
            long arbitrationTimeoutSeconds) {
        private static final BigInteger ONE_OPEN_WEI = BigInteger.TEN.pow(18);

        /** Seconds on the embedded chain, so that the whole loop can be seen at once. */
        public static Parameters local(String arbiter) {
            return new Parameters(
                    Optional.empty(),
                    /* minimumBondWei= */ ONE_OPEN_WEI,
                    /* withdrawalDelaySeconds= */ 60,
                    /* unbondDelaySeconds= */ 120,
                    arbiter,
                    /* challengeBondWei= */ ONE_OPEN_WEI.divide(BigInteger.TEN),
                    /* challengeWindowSeconds= */ 3,
                    /* arbitrationTimeoutSeconds= */ 60);
        }

        /** Days on another network, so that people have time to look and to object. */
        public static Parameters remote(String arbiter) {
            return new Parameters(
                    Optional.empty(),
                    /* minimumBondWei= */ ONE_OPEN_WEI.multiply(BigInteger.valueOf(1_000)),
                    /* withdrawalDelaySeconds= */ Duration.ofDays(7).toSeconds(),
                    /* unbondDelaySeconds= */ Duration.ofDays(21).toSeconds(),
                    arbiter,
                    /* challengeBondWei= */ ONE_OPEN_WEI.multiply(BigInteger.valueOf(100)),
                    /* challengeWindowSeconds= */ Duration.ofDays(2).toSeconds(),
                    /* arbitrationTimeoutSeconds= */ Duration.ofDays(14).toSeconds());
        }

        public Parameters {
            if (minimumBondWei.signum() <= 0 || challengeBondWei.signum() < 0) {
                throw new ChainException("the minimum bond must be positive and the challenge bond not negative");
            }
            if (withdrawalDelaySeconds < 0 || challengeWindowSeconds <= 0 || arbitrationTimeoutSeconds <= 0) {
                throw new ChainException(
                        "the delays must not be negative, challenge window and arbitration timeout positive");
            }
        }

        /** What the escrow's constructor asks for, in words. Contracts from before asked for less, and are not made again. */
        void requireDeployable(String operator) {
            long longestCase = 2 * challengeWindowSeconds + arbitrationTimeoutSeconds;
            if (unbondDelaySeconds < longestCase) {
                throw new ChainException(
                        "the unbonding delay (" + unbondDelaySeconds + " s) must be at least two challenge"
                                + " windows and the arbitration timeout (" + longestCase
                                + " s): until then a root can still be rejected, and the bond answers for it");
            }
            if (arbiter.isEmpty() || arbiter.equals(operator)) {
                throw new ChainException(
                        "the court of a deployment is never the operator: name with contracts.arbiter who"
                                + " decides challenges of this operator's roots");
            }
        }
    }

    /**
     * Loads the addresses kept in the database, deploying what is missing. Throws {@link ChainException} when the kept
     * contracts are not on this chain: then the chain is another one than before.
     */
    public static Contracts deployOrLoad(Database database, ChainClient client, Outbox outbox, Parameters parameters) {
        return new ContractDeployment(database, client, outbox).run(parameters);
    }

    /**
     * Has a database without contracts use those that somebody else deployed. {@link ChainException} where it has some, or where they are
     * not on this chain or do not belong together.
     */
    public static void join(Database database, ChainClient client, Contracts contracts) {
        if (contracts.chainId() != client.chainId()) {
            throw new ChainException("the contracts are on chain " + contracts.chainId() + ", but the chain given is "
                    + client.chainId() + ": name the right one with --chain");
        }
        contracts.byName().forEach((name, address) -> checkCode(client, name, address));
        Bindings bindings = new Bindings(client, contracts);
        requireTogether(
                "the distributor of the escrow",
                contracts.rewardDistributor(),
                bindings.inferenceEscrow().distributor());
        requireTogether(
                "the token of the escrow",
                contracts.wrappedOpen(),
                bindings.inferenceEscrow().token());
        requireTogether(
                "the registry of the models' registry",
                contracts.datanetRegistry(),
                bindings.modelRegistry().datanets());
        requireTogether(
                "the licences of the models' registry",
                contracts.licences().orElse(""),
                bindings.modelRegistry().licences());
        database.write(tx -> {
            if (!ContractTable.all(tx).isEmpty()) {
                throw new ChainException(
                        Refusal.Kind.CONFLICT, "this data folder has contracts already: join with a new --data");
            }
            contracts
                    .byName()
                    .forEach((name, address) -> ContractTable.insert(
                            tx, new ContractTable.Row(name, address, contracts.chainId(), contracts.firstBlock())));
        });
    }

    private static void requireTogether(String what, String named, RemoteFunctionCall<String> asked) {
        try {
            String found = asked.send();
            if (!found.equalsIgnoreCase(named)) {
                throw new ChainException("the file does not name contracts of one deployment: " + what + " is " + found
                        + " on chain, and " + named + " in the file");
            }
        } catch (ChainException e) {
            throw e;
        } catch (Exception e) {
            throw new ChainException("the file does not name contracts of one deployment: " + what + " cannot be read: "
                    + e.getMessage());
        }
    }

    /** Where a database says that its contracts are; no chain is asked. */
    public static Contracts recorded(Handle handle) {
        Map<String, String> kept = new HashMap<>();
        long chainId = 0;
        for (ContractTable.Row contract : ContractTable.all(handle)) {
            chainId = contract.chainId();
            kept.put(contract.name(), contract.address());
        }
        return contracts(chainId, kept, ContractTable.block(handle, ESCROW));
    }

    /** Where the contracts of a database are, without making any; {@link ChainException} when they are not on this chain. */
    public static Contracts load(Handle handle, ChainClient client) {
        Map<String, String> kept = new HashMap<>();
        for (ContractTable.Row contract : ContractTable.all(handle)) {
            if (contract.chainId() != client.chainId()) {
                throw new ChainException("the contract " + contract.name() + " is on chain " + contract.chainId()
                        + ", but the chain given is " + client.chainId() + ": name the right one with --chain");
            }
            checkCode(client, contract.name(), contract.address());
            kept.put(contract.name(), contract.address());
        }
        return contracts(client.chainId(), kept, ContractTable.block(handle, ESCROW));
    }

    private Contracts run(Parameters parameters) {
        Map<String, String> kept = kept();
        kept.forEach((name, address) -> checkCode(client, name, address));
        if (!kept.containsKey(ESCROW)) {
            parameters.requireDeployable(outbox.operator());
        }
        if (!kept.containsKey("wrappedOpen")) {
            parameters.openToken().ifPresent(open -> {
                checkCode(client, "wrappedOpen", open);
                keep(kept, "wrappedOpen", open, 0);
            });
        }
        deploy(kept, "wrappedOpen", WrappedOpen.BINARY);
        deploy(kept, DATANETS, DatanetRegistry.BINARY);
        if (statesLicences(address(kept, DATANETS))) {
            deploy(
                    kept,
                    LICENCES,
                    Licences.BINARY,
                    new Address(address(kept, DATANETS)),
                    new Address(address(kept, "wrappedOpen")));
            deploy(
                    kept,
                    "modelRegistry",
                    ModelRegistry.BINARY,
                    new Address(address(kept, DATANETS)),
                    new Address(address(kept, LICENCES)),
                    new Uint256(BUILDING_FEE_WEI));
        }
        deploy(
                kept,
                ESCROW,
                InferenceEscrow.BINARY,
                new Address(address(kept, "wrappedOpen")),
                new Uint256(parameters.minimumBondWei),
                new Uint64(parameters.withdrawalDelaySeconds),
                new Uint64(parameters.unbondDelaySeconds),
                // Nobody is named where the escrow is there already, and then this is not read.
                new Address(parameters.arbiter.isEmpty() ? "0x0" : parameters.arbiter),
                new Uint256(parameters.challengeBondWei),
                new Uint64(parameters.challengeWindowSeconds),
                new Uint64(parameters.arbitrationTimeoutSeconds));
        deploy(kept, "logAnchor", LogAnchor.BINARY);
        if (!kept.containsKey("rewardDistributor")) {
            keep(kept, "rewardDistributor", distributorOf(address(kept, ESCROW)), firstBlock());
        }
        return contracts(client.chainId(), kept, firstBlock());
    }

    private static Contracts contracts(long chainId, Map<String, String> kept, long firstBlock) {
        return new Contracts(
                chainId,
                address(kept, "wrappedOpen"),
                address(kept, DATANETS),
                address(kept, "modelRegistry"),
                address(kept, ESCROW),
                address(kept, "rewardDistributor"),
                address(kept, "logAnchor"),
                Optional.ofNullable(kept.get(LICENCES)),
                firstBlock);
    }

    /** A folder keeps the registries that it was made with: of those from before licences nothing is deployed any more. */
    private boolean statesLicences(String registry) {
        String event = EventEncoder.encode(DatanetRegistry.LICENCESTATED_EVENT).substring(2);
        return client.code(registry).contains(event);
    }

    private long firstBlock() {
        return database.read(handle -> ContractTable.block(handle, ESCROW));
    }

    private Map<String, String> kept() {
        Map<String, String> addresses = new HashMap<>();
        for (ContractTable.Row contract : database.read(ContractTable::all)) {
            checkChain(contract.chainId());
            addresses.put(contract.name(), contract.address());
        }
        return addresses;
    }

    private void checkChain(long keptChainId) {
        if (keptChainId != client.chainId()) {
            throw new ChainException(
                    "this data folder's contracts are on chain " + keptChainId + ", but the chain given is "
                            + client.chainId() + ". Use the --chain it was made with, or another --data.");
        }
    }

    private static void checkCode(ChainClient client, String name, String address) {
        if ("0x".equals(client.code(address))) {
            throw new ChainException("there is no " + name + " at " + address + " on chain " + client.chainId()
                    + ": this is not the chain that the data folder was made with, or it was reset.");
        }
    }

    private void deploy(Map<String, String> kept, String name, String binary, Type<?>... arguments) {
        if (kept.containsKey(name)) {
            return;
        }
        String code = "0x" + binary + encode(arguments);
        // Other parameters make another key, so that a deployment that was refused can be tried with better ones.
        String key = "deploy:" + name + ":" + Hex.of(Hashes.sha256(code.getBytes(StandardCharsets.US_ASCII)));
        database.write(handle -> outbox.enqueue(handle, key, null, code, BigInteger.ZERO));
        TransactionReceipt receipt = await(name, key);
        keep(
                kept,
                name,
                receipt.getContractAddress().toLowerCase(Locale.ROOT),
                receipt.getBlockNumber().longValueExact());
    }

    @SuppressWarnings("rawtypes") // web3j's signature
    private static String encode(Type<?>... arguments) {
        return FunctionEncoder.encodeConstructor(List.<Type>of(arguments));
    }

    private TransactionReceipt await(String name, String key) {
        try {
            return outbox.confirmed(key).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ChainException(name + " was not deployed: " + reason(e), e);
        } catch (TimeoutException e) {
            throw new ChainException(
                    name + " is not in a block after " + TIMEOUT.toMinutes()
                            + " minutes: check that the operator's account has funds for gas. Starting again goes on.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while deploying " + name, e);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private String distributorOf(String escrow) {
        String selector = Hex.of(Hashes.keccak256("distributor()".getBytes(StandardCharsets.US_ASCII)))
                .substring(0, 8);
        String word = client.call(null, escrow, "0x" + selector);
        return "0x" + word.substring(word.length() - 2 * 20);
    }

    private void keep(Map<String, String> kept, String name, String address, long block) {
        kept.put(name, address);
        database.write(
                handle -> ContractTable.insert(handle, new ContractTable.Row(name, address, client.chainId(), block)));
    }

    private static String address(Map<String, String> kept, String name) {
        String address = kept.get(name);
        if (address == null) {
            throw new IllegalStateException(name + " has no address");
        }
        return address;
    }
}
