package org.openledger.reputation;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.AgentIdentity;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.Action;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The node as an agent of ERC-8004: its operator's key registers it, and signs what its clients paid, without which they say nothing of it. */
public final class AgentRegistry {
    /** EIP-712 domain of AgentReputation. */
    private static final String DOMAIN = "OpenLedger AgentReputation";

    private static final int MAX_URI_BYTES = 2_048;
    private static final Set<String> SCHEMES = Set.of("https", "http", "ipfs", "data");
    private static final String KEYS = "agent/";

    private final Database database;
    private final Outbox outbox;
    private final Contracts contracts;
    private final Bindings bindings;
    private final Signer operator;

    public AgentRegistry(Database database, Outbox outbox, Contracts contracts, Bindings bindings, Signer operator) {
        this.database = database;
        this.outbox = outbox;
        this.contracts = contracts;
        this.bindings = bindings;
        this.operator = operator;
    }

    /**
     * An agent as the chain has it.
     *
     * @param id its token
     * @param uri where its registration file is
     * @param wallet where it is paid; zero for nowhere
     */
    public record Registered(long id, String uri, String wallet) {}

    /**
     * That a client paid for a call, as AgentReputation's {@code showPaid} takes it.
     *
     * @param client who paid
     * @param record Keccak-256 of the canonical bytes of the call's record, 0x and 64 digits: the feedback's hash
     * @param drawnGwei what the operator has drawn from the client on chain so far: the record counts once that covers it
     * @param signature the operator's (EIP-712)
     */
    public record PaidRecord(
            String reputation,
            String operator,
            String client,
            String record,
            long paidGwei,
            long drawnGwei,
            String signature) {}

    /** Where the registries are; {@link Refusal} where there are none. */
    public Contracts.Agents registries() {
        return contracts
                .agents()
                .orElseThrow(() -> new Refusal(
                        Kind.CONFLICT,
                        "The contracts of this data folder have no registries of agents: they are from before those."
                                + " A new data folder has them."));
    }

    /** As other chains name the registry. */
    public String name() {
        return "eip155:" + contracts.chainId() + ":" + registries().identity();
    }

    /** The operator's agent; empty where it registered none, or gave it away. */
    public Optional<Registered> find() {
        AgentIdentity identity = identity();
        long id = latest(identity);
        if (id == 0 || !sent(identity.ownerOf(BigInteger.valueOf(id))).equalsIgnoreCase(operator.address())) {
            return Optional.empty();
        }
        return Optional.of(new Registered(
                id,
                sent(identity.tokenURI(BigInteger.valueOf(id))),
                sent(identity.getAgentWallet(BigInteger.valueOf(id))).toLowerCase(Locale.ROOT)));
    }

    /** Has the operator's agent registered, or its file found elsewhere; the same again changes nothing. */
    public void register(String uri) {
        requireAddress(uri);
        AgentIdentity identity = identity();
        Optional<Registered> before = find();
        if (before.filter(agent -> agent.uri().equals(uri)).isPresent()) {
            return;
        }
        String key = KEYS
                + before.map(agent -> agent.id() + "/" + UUID.randomUUID())
                        .orElseGet(() -> "after/" + latest(identity));
        if (before.isEmpty() && outbox.find(key).isPresent()) {
            throw new Refusal(
                    Kind.CONFLICT,
                    "The agent is being registered: ask again when the transaction " + key + " is in a block"
                            + " (openledger outbox).");
        }
        String call = before.map(agent -> identity.setAgentURI(BigInteger.valueOf(agent.id()), uri))
                .orElseGet(() -> identity.register(uri))
                .encodeFunctionCall();
        database.write(tx -> outbox.enqueue(tx, key, registries().identity(), call, BigInteger.ZERO));
    }

    /** What shows that the principal of a call paid for it; {@link Refusal} where nothing was answered for money. */
    public PaidRecord paid(Optional<Action> call, String principal) {
        String reputation = registries().reputation();
        Action record = call.filter(
                        ended -> ended.receipt().isPresent() && ended.cost().paidGwei() > 0)
                .orElseThrow(() -> new Refusal(
                        Kind.CONFLICT,
                        "Nothing was paid for this call's answer, so nothing is said of an agent by it: take a call"
                                + " that was executed and has a receipt."));
        String digest = "0x" + Hex.of(Hashes.keccak256(record.canonicalBytes()));
        long paidGwei = record.cost().paidGwei();
        byte[] signed = new TypedDataBuilder(DOMAIN, contracts.chainId(), reputation, "PaidRecord")
                .field("bytes32", "record", digest)
                .field("address", "client", principal)
                .field("uint256", "paidWei", Wei.ofGwei(paidGwei).toString())
                .build()
                .digest();
        return new PaidRecord(
                reputation,
                operator.address(),
                principal,
                digest,
                paidGwei,
                Wei.toGweiSaturated(sent(bindings.inferenceEscrow().spent(operator.address(), principal))),
                "0x" + Hex.of(operator.sign(signed)));
    }

    private static void requireAddress(String uri) {
        try {
            String scheme = URI.create(uri).getScheme();
            if (scheme != null
                    && SCHEMES.contains(scheme)
                    && uri.getBytes(StandardCharsets.UTF_8).length <= MAX_URI_BYTES) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new Refusal(
                Kind.INVALID.at("uri"),
                "'uri' must be an address that begins with https:, http:, ipfs: or data: and has at most "
                        + MAX_URI_BYTES + " bytes.");
    }

    private AgentIdentity identity() {
        registries();
        return bindings.agents().orElseThrow().identity();
    }

    private long latest(AgentIdentity identity) {
        return sent(identity.latestOf(operator.address())).longValueExact();
    }

    private static <T> T sent(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new ChainException("the registries of agents cannot be read: " + failed.getMessage(), failed);
        }
    }
}
