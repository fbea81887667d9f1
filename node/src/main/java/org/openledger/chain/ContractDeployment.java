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
import org.openledger.chain.contracts.AgentRegistries;
import org.openledger.chain.contracts.Court;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.Governance;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.Licences;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.Sale;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
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
    private static final String OPEN = "wrappedOpen";
    private static final String GOVERNANCE = "governance";
    private static final String COURT = "court";
    private static final String PARAMETERS = "parameters";
    private static final String AGENTS = "agentRegistries";
    private static final String ANCHOR = "logAnchor";
    private static final String NOWHERE = "0x" + "0".repeat(40);
    /** {@code getPastTotalSupply(uint256)}, which tokens with votes have (ERC-5805). */
    private static final String VOTES_SELECTOR = "8e539e8c";

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
     * @param arbiter who decides challenges, lower-case address, not the operator; empty for the Court
     * @param challengeBondWei what a challenger puts down
     * @param challengeWindowSeconds how long a reward root can be challenged
     * @param arbitrationTimeoutSeconds after which an undecided challenge can be ended by anyone
     * @param buildingFeeWei what a model's registration pays for each version that it learnt from, to begin with; votes can move it within
     *     a tenth and ten times of that. None where OPEN has no votes
     */
    public record Parameters(
            Optional<String> openToken,
            BigInteger minimumBondWei,
            long withdrawalDelaySeconds,
            long unbondDelaySeconds,
            String arbiter,
            BigInteger challengeBondWei,
            long challengeWindowSeconds,
            long arbitrationTimeoutSeconds,
            BigInteger buildingFeeWei) {
        private static final BigInteger ONE_OPEN_WEI = BigInteger.TEN.pow(18);
        /** 0.001 OPEN, about what ten answers of the toy model cost. */
        private static final BigInteger BUILDING_FEE_WEI = BigInteger.TEN.pow(15);

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
                    /* arbitrationTimeoutSeconds= */ 60,
                    BUILDING_FEE_WEI);
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
                    /* arbitrationTimeoutSeconds= */ Duration.ofDays(14).toSeconds(),
                    BUILDING_FEE_WEI);
        }

        public Parameters {
            if (minimumBondWei.signum() <= 0 || challengeBondWei.signum() < 0 || buildingFeeWei.signum() < 0) {
                throw new ChainException(
                        "the minimum bond must be positive, the challenge bond and the building fee not negative");
            }
            if (withdrawalDelaySeconds < 0 || challengeWindowSeconds <= 0 || arbitrationTimeoutSeconds <= 0) {
                throw new ChainException(
                        "the delays must not be negative, challenge window and arbitration timeout positive");
            }
        }

        /** What a case costs who opens it. */
        BigInteger caseBondWei() {
            return challengeBondWei.max(minimumBondWei.divide(BigInteger.TEN)).max(BigInteger.TEN);
        }

        /** What the escrow's constructor asks for, in words. Contracts from before asked for less, and are not made again. */
        void requireDeployable(String operator, boolean judged) {
            long longestCase = 2 * challengeWindowSeconds + arbitrationTimeoutSeconds;
            if (unbondDelaySeconds < longestCase) {
                throw new ChainException(
                        "the unbonding delay (" + unbondDelaySeconds + " s) must be at least two challenge"
                                + " windows and the arbitration timeout (" + longestCase
                                + " s): until then a root can still be rejected, and the bond answers for it");
            }
            if (arbiter.equals(operator)) {
                throw new ChainException(
                        "the court of a deployment is never the operator: name with contracts.arbiter who"
                                + " decides challenges of this operator's roots, or nobody for the Court");
            }
            if (arbiter.isEmpty() && !judged) {
                throw new ChainException(
                        "this OPEN has no votes (ERC-5805), so there is no Court: name with contracts.arbiter who"
                                + " decides challenges of this operator's roots");
            }
        }
    }

    /**
     * How long each part of a case takes, and each part of a vote. A case takes 13 parts of 15 of the time after which the distributor lets
     * a root stand, so that its verdict can be brought before. A vote takes five parts, and seven are there for an appeal's decision.
     *
     * @param partSeconds at least 1
     */
    private record CourtTimes(long partSeconds) {
        private static final int PARTS_OF_THE_TIMEOUT = 15;
        private static final int ANSWER = 2;
        private static final int COMMIT = 2;
        private static final int REVEAL = 1;
        private static final int APPEAL = 1;
        private static final int DECISION = 7;
        private static final int VOTING = 3;

        static CourtTimes within(long arbitrationTimeoutSeconds) {
            return new CourtTimes(Math.max(1, arbitrationTimeoutSeconds / PARTS_OF_THE_TIMEOUT));
        }

        long longestCaseSeconds() {
            return partSeconds * (ANSWER + COMMIT + REVEAL + APPEAL + DECISION);
        }

        Court.Times ofCases() {
            return new Court.Times(parts(ANSWER), parts(COMMIT), parts(REVEAL), parts(APPEAL), parts(DECISION));
        }

        Governance.Times ofVotes() {
            return new Governance.Times(parts(1), parts(VOTING), parts(1));
        }

        private BigInteger parts(int count) {
            return BigInteger.valueOf(partSeconds * count);
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
        contracts.governing().ifPresent(governing -> requireGoverning(governing, bindings));
        contracts.agents().ifPresent(agents -> requireAgents(agents, contracts.inferenceEscrow(), bindings));
        database.write(tx -> {
            if (!ContractTable.all(tx).isEmpty()) {
                throw new ChainException(
                        Refusal.Kind.CONFLICT, "this data folder has contracts already: join with a new --data");
            }
            long governedFrom =
                    contracts.governing().map(Contracts.Governing::firstBlock).orElse(contracts.firstBlock());
            contracts
                    .byName()
                    .forEach((name, address) -> ContractTable.insert(
                            tx,
                            new ContractTable.Row(
                                    name,
                                    address,
                                    contracts.chainId(),
                                    name.equals(GOVERNANCE) ? governedFrom : contracts.firstBlock())));
        });
    }

    private static void requireGoverning(Contracts.Governing named, Bindings bindings) {
        Bindings.Governing found = bindings.governing().orElseThrow();
        requireTogether(
                "the timelock of the governor",
                named.timelock(),
                found.governor().timelock());
        requireTogether(
                "the timelock of the parameters",
                named.timelock(),
                found.parameters().timelock());
        requireTogether(
                "the timelock of the court", named.timelock(), found.court().timelock());
        requireTogether(
                "the pools of the court", named.stakePools(), found.court().pools());
    }

    private static void requireAgents(Contracts.Agents named, String escrow, Bindings bindings) {
        Bindings.Agents found = bindings.agents().orElseThrow();
        requireTogether(
                "the identities of the reputations",
                named.identity(),
                found.reputation().getIdentityRegistry());
        requireTogether(
                "the identities of the validations",
                named.identity(),
                found.validation().getIdentityRegistry());
        requireTogether(
                "the escrow of the reputations", escrow, found.reputation().escrow());
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
        return contracts(chainId, kept, ContractTable.block(handle, ESCROW), governanceBlock(handle, kept));
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
        return contracts(client.chainId(), kept, ContractTable.block(handle, ESCROW), governanceBlock(handle, kept));
    }

    private Contracts run(Parameters parameters) {
        Map<String, String> kept = kept();
        kept.forEach((name, address) -> checkCode(client, name, address));
        boolean judged = kept.containsKey(GOVERNANCE)
                || (!kept.containsKey(ESCROW)
                        && parameters.openToken().map(this::hasVotes).orElse(true));
        if (!kept.containsKey(ESCROW)) {
            parameters.requireDeployable(outbox.operator(), judged);
        }
        if (!kept.containsKey(OPEN)) {
            parameters.openToken().ifPresent(open -> {
                checkCode(client, OPEN, open);
                keep(kept, OPEN, open, 0);
            });
        }
        deploy(kept, OPEN, WrappedOpen.BINARY);
        deploy(kept, DATANETS, DatanetRegistry.BINARY);
        if (judged) {
            deployGovernance(kept, parameters);
        }
        if (statesLicences(address(kept, DATANETS))) {
            deploy(
                    kept,
                    LICENCES,
                    Licences.BINARY,
                    new Address(address(kept, DATANETS)),
                    new Address(address(kept, OPEN)));
            deploy(
                    kept,
                    "modelRegistry",
                    ModelRegistry.BINARY,
                    new Address(address(kept, DATANETS)),
                    new Address(address(kept, LICENCES)),
                    new Address(judged ? address(kept, PARAMETERS) : NOWHERE));
        }
        if (judged) {
            deployCourt(kept, parameters);
        }
        String arbiter = parameters.arbiter().isEmpty() && judged ? address(kept, COURT) : parameters.arbiter();
        deploy(
                kept,
                ESCROW,
                InferenceEscrow.BINARY,
                new Address(address(kept, OPEN)),
                new Uint256(parameters.minimumBondWei),
                new Uint64(parameters.withdrawalDelaySeconds),
                new Uint64(parameters.unbondDelaySeconds),
                // Nobody is named where the escrow is there already, and then this is not read.
                new Address(arbiter.isEmpty() ? "0x0" : arbiter),
                new Uint256(parameters.challengeBondWei),
                new Uint64(parameters.challengeWindowSeconds),
                new Uint64(parameters.arbitrationTimeoutSeconds));
        // The anchor comes last of what every deployment has: where it is there, the contracts are from before.
        if (kept.containsKey(AGENTS) || !kept.containsKey(ANCHOR)) {
            deployAgents(kept);
        }
        deploy(kept, ANCHOR, LogAnchor.BINARY);
        if (!kept.containsKey("rewardDistributor")) {
            keep(kept, "rewardDistributor", addressIn(address(kept, ESCROW), "distributor()"), firstBlock());
        }
        if (judged) {
            bindCourt(kept);
            deploy(kept, "sale", Sale.BINARY, new Address(address(kept, OPEN)));
        }
        return contracts(client.chainId(), kept, firstBlock(), database.read(handle -> governanceBlock(handle, kept)));
    }

    /** Governor, timelock and parameters, in one transaction. */
    private void deployGovernance(Map<String, String> kept, Parameters parameters) {
        CourtTimes times = CourtTimes.within(parameters.arbitrationTimeoutSeconds());
        BigInteger caseBond = parameters.caseBondWei();
        deploy(
                kept,
                GOVERNANCE,
                Governance.BINARY,
                new Address(address(kept, OPEN)),
                times.ofVotes(),
                new Uint256(parameters.minimumBondWei()),
                split(Receipt.SplitBps.STANDARD),
                new Uint256(caseBond),
                new Uint256(parameters.minimumBondWei().max(BigInteger.TEN)),
                new Uint256(parameters.buildingFeeWei()));
        for (String part : List.of("timelock", "governor", PARAMETERS)) {
            String name = part.equals("governor") ? "openGovernor" : part;
            if (!kept.containsKey(name)) {
                keep(kept, name, addressIn(address(kept, GOVERNANCE), part + "()"), blockOf(GOVERNANCE));
            }
        }
    }

    /** The court with its stake pools. */
    private void deployCourt(Map<String, String> kept, Parameters parameters) {
        CourtTimes times = CourtTimes.within(parameters.arbitrationTimeoutSeconds());
        deploy(
                kept,
                COURT,
                Court.BINARY,
                new Address(address(kept, OPEN)),
                new Address(address(kept, PARAMETERS)),
                times.ofCases(),
                new Uint64(Math.max(
                        parameters.unbondDelaySeconds(),
                        times.longestCaseSeconds() + 2 * parameters.challengeWindowSeconds())));
        if (!kept.containsKey("stakePools")) {
            keep(kept, "stakePools", addressIn(address(kept, COURT), "pools()"), blockOf(COURT));
        }
    }

    /** The registries of agents, in one transaction. */
    private void deployAgents(Map<String, String> kept) {
        deploy(kept, AGENTS, AgentRegistries.BINARY, new Address(address(kept, ESCROW)));
        for (String part : List.of("Identity", "Reputation", "Validation")) {
            String name = "agent" + part;
            if (!kept.containsKey(name)) {
                String getter = part.toLowerCase(Locale.ROOT) + "()";
                keep(kept, name, addressIn(address(kept, AGENTS), getter), blockOf(AGENTS));
            }
        }
    }

    /** Tells the court its distributor where it is the arbiter; the operator's last act as who deployed it. */
    private void bindCourt(Map<String, String> kept) {
        String distributor = address(kept, "rewardDistributor");
        String court = address(kept, COURT);
        if (addressIn(distributor, "arbiter()").equals(court)
                && addressIn(court, "distributor()").equals(NOWHERE)) {
            String data = FunctionEncoder.encode(new Function("bind", List.of(new Address(distributor)), List.of()));
            String key = "bind:" + court;
            database.write(handle -> outbox.enqueue(handle, key, court, data, BigInteger.ZERO));
            await("the court's distributor", key);
        }
    }

    private static Governance.Split split(Receipt.SplitBps bps) {
        return new Governance.Split(
                BigInteger.valueOf(bps.treasury()),
                BigInteger.valueOf(bps.stakers()),
                BigInteger.valueOf(bps.operator()),
                BigInteger.valueOf(bps.base()),
                BigInteger.valueOf(bps.developer()),
                BigInteger.valueOf(bps.data()));
    }

    private boolean hasVotes(String token) {
        return client.code(token).contains(VOTES_SELECTOR);
    }

    private static long governanceBlock(Handle handle, Map<String, String> kept) {
        return kept.containsKey(GOVERNANCE) ? ContractTable.block(handle, GOVERNANCE) : 0;
    }

    private static Optional<Contracts.Governing> governing(Map<String, String> kept, long governanceBlock) {
        if (!kept.containsKey("sale")) {
            return Optional.empty();
        }
        return Optional.of(Contracts.Governing.of(name -> address(kept, name), governanceBlock));
    }

    private static Contracts contracts(long chainId, Map<String, String> kept, long firstBlock, long governanceBlock) {
        return new Contracts(
                chainId,
                address(kept, OPEN),
                address(kept, DATANETS),
                address(kept, "modelRegistry"),
                address(kept, ESCROW),
                address(kept, "rewardDistributor"),
                address(kept, ANCHOR),
                Optional.ofNullable(kept.get(LICENCES)),
                governing(kept, governanceBlock),
                kept.containsKey("agentValidation")
                        ? Optional.of(Contracts.Agents.of(name -> address(kept, name)))
                        : Optional.empty(),
                firstBlock);
    }

    /** A folder keeps the registries that it was made with: of those from before licences nothing is deployed any more. */
    private boolean statesLicences(String registry) {
        String event = EventEncoder.encode(DatanetRegistry.LICENCESTATED_EVENT).substring(2);
        return client.code(registry).contains(event);
    }

    private long firstBlock() {
        return blockOf(ESCROW);
    }

    private long blockOf(String contract) {
        return database.read(handle -> ContractTable.block(handle, contract));
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

    /** The address that a contract gives when it is asked. */
    private String addressIn(String contract, String signature) {
        String selector = Hex.of(Hashes.keccak256(signature.getBytes(StandardCharsets.US_ASCII)))
                .substring(0, 8);
        String word = client.call(null, contract, "0x" + selector);
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
