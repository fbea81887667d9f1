package org.openledger.registry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.datanet.record.ChainRecord;
import org.openledger.datanet.record.ChainWatch;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Sends models to the ModelRegistry contract through the outbox, inside the caller's transaction, and hears what it answers. */
public final class Registrar implements AutoCloseable {
    private static final String NO_URI = "";
    private static final String NO_BASE = "0".repeat(64);

    private final Outbox outbox;
    private final ChainWatch watch;
    private final String address;
    private final ModelRegistry registry;
    private final boolean licensed;

    public Registrar(Database database, Outbox outbox, Bindings bindings, Contracts contracts) {
        this.outbox = outbox;
        this.watch = new ChainWatch("model-records", database, outbox);
        this.address = contracts.modelRegistry();
        this.registry = bindings.modelRegistry();
        this.licensed = contracts.licensed();
    }

    /**
     * What the chain is to know of a model.
     *
     * @param digest of the adapter, or of a base
     * @param baseDigest empty for a base
     * @param licence its own, as an SPDX identifier
     * @param paid whether it may be served for money
     * @param royaltyBps what it asks of models that are built on it
     * @param sources Datanet versions that it is proven to have learnt from
     * @param parents models that it is built on
     */
    public record Entry(
            String id,
            String owner,
            String digest,
            String baseDigest,
            Optional<String> licence,
            boolean paid,
            int royaltyBps,
            List<Model.SourceRoot> sources,
            List<Royalty> parents) {
        public Entry {
            sources = List.copyOf(sources);
            parents = List.copyOf(parents);
        }
    }

    /** Whether the contracts know what models owe to those that they are built on. */
    public boolean knowsRoyalties() {
        return licensed;
    }

    /** Sends an entry with the building fee of its sources, in native OPEN; {@link #follow} it once this is committed. */
    public void register(Handle tx, Entry entry) {
        List<ModelRegistry.Source> sources = entry.sources().stream()
                .map(source ->
                        new ModelRegistry.Source(new BigInteger(source.token()), BigInteger.valueOf(source.number())))
                .sorted(Comparator.<ModelRegistry.Source, BigInteger>comparing(source -> source.datanetId)
                        .thenComparing(source -> source.version))
                .toList();
        String data = licensed ? registered(entry, sources) : registeredBefore(entry, sources);
        BigInteger feeWei = BuildingFees.PER_GWEI
                .multiply(BigInteger.valueOf(BuildingFees.inForce(tx)))
                .multiply(BigInteger.valueOf(sources.size()));
        outbox.enqueue(tx, key(entry.id()), address, data, feeWei);
    }

    private String registered(Entry entry, List<ModelRegistry.Source> sources) {
        List<ModelRegistry.Parent> parents = entry.parents().stream()
                .map(parent ->
                        new ModelRegistry.Parent(new BigInteger(parent.token()), BigInteger.valueOf(parent.bps())))
                .sorted(Comparator.comparing(parent -> parent.modelId))
                .toList();
        ModelRegistry.Facts facts = new ModelRegistry.Facts(
                Hex.parse(entry.digest()),
                base(entry),
                ChainRecord.word(entry.licence().orElse("")),
                entry.paid(),
                BigInteger.valueOf(entry.royaltyBps()));
        return registry.registerModel(entry.owner(), facts, parents, sources, NO_URI, BigInteger.ZERO)
                .encodeFunctionCall();
    }

    /** Of a registry from before it asked for licences. */
    private static String registeredBefore(Entry entry, List<ModelRegistry.Source> sources) {
        return FunctionEncoder.encode(new Function(
                "registerModel",
                List.of(
                        new Address(entry.owner()),
                        new Bytes32(Hex.parse(entry.digest())),
                        new Bytes32(base(entry)),
                        new DynamicArray<>(Uint256.class, List.of()),
                        new Uint16(entry.royaltyBps()),
                        new DynamicArray<>(ModelRegistry.Source.class, sources),
                        new Utf8String(NO_URI)),
                List.of()));
    }

    private static byte[] base(Entry entry) {
        return Hex.parse(entry.baseDigest().isEmpty() ? NO_BASE : entry.baseDigest());
    }

    /**
     * Hears of the end of a registration that was committed; again at every start while there was none.
     *
     * @param registered takes what it was registered as
     * @param refused takes why it was not
     */
    public void follow(String id, BiConsumer<Handle, Registered> registered, BiConsumer<Handle, String> refused) {
        watch.follow(key(id), (tx, receipt) -> registered.accept(tx, registered(receipt)), refused);
    }

    /**
     * What the ModelRegistry made of an entry.
     *
     * @param token its id there, decimal
     * @param owes to all models that it is built on, ascending
     * @param feeGwei what was paid to the treasuries of its sources, rounded up
     */
    public record Registered(String token, List<Receipt.Ancestor> owes, long feeGwei) {}

    /** Every registry, those from before licences too, says the id when it mints the token. */
    private Registered registered(TransactionReceipt whole) {
        TransactionReceipt receipt = new TransactionReceipt();
        receipt.setLogs(whole.getLogs().stream()
                .filter(log -> log.getAddress().equalsIgnoreCase(address)) // the token has transfers of its own
                .toList());
        String token =
                ModelRegistry.getTransferEvents(receipt).getFirst().tokenId.toString();
        List<Receipt.Ancestor> owes = new ArrayList<>();
        for (ModelRegistry.LineageFixedEventResponse fixed : ModelRegistry.getLineageFixedEvents(receipt)) {
            for (int i = 0; i < fixed.ancestors.size(); i++) {
                owes.add(new Receipt.Ancestor(
                        fixed.ancestors.get(i).toString(),
                        fixed.owners.get(i).toLowerCase(Locale.ROOT),
                        fixed.bps.get(i).intValueExact()));
            }
        }
        long feeGwei = ModelRegistry.getBuildingFeePaidEvents(receipt).stream()
                .mapToLong(paid -> BuildingFees.gweiFor(paid.amountWei))
                .sum();
        return new Registered(token, owes, feeGwei);
    }

    private static String key(String id) {
        return "model/" + id;
    }

    /** What is under way is followed again at the next start. */
    @Override
    public void close() {
        watch.close();
    }
}
