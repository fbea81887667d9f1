package org.openledger.registry;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.datanet.record.ChainWatch;
import org.openledger.store.Database;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Sends models to the ModelRegistry contract through the outbox, inside the caller's transaction, and hears what it answers. */
public final class Registrar implements AutoCloseable {
    private static final String NO_URI = "";
    private static final String NO_BASE = "0".repeat(64);

    private final Outbox outbox;
    private final ChainWatch watch;
    private final String address;
    private final ModelRegistry registry;

    public Registrar(Database database, Outbox outbox, Bindings bindings, Contracts contracts) {
        this.outbox = outbox;
        this.watch = new ChainWatch("model-records", database, outbox);
        this.address = contracts.modelRegistry();
        this.registry = bindings.modelRegistry();
    }

    /**
     * What the chain is to know of a model.
     *
     * @param digest of the adapter, or of a base
     * @param baseDigest empty for a base
     * @param sources Datanet versions that it is proven to have learnt from
     */
    public record Entry(
            String id, String owner, String digest, String baseDigest, int royaltyBps, List<Model.SourceRoot> sources) {
        public Entry {
            sources = List.copyOf(sources);
        }
    }

    /** Sends an entry; {@link #follow} it once this is committed. */
    public void register(Handle tx, Entry entry) {
        List<ModelRegistry.Source> sources = entry.sources().stream()
                .map(source ->
                        new ModelRegistry.Source(new BigInteger(source.token()), BigInteger.valueOf(source.number())))
                .sorted(Comparator.<ModelRegistry.Source, BigInteger>comparing(source -> source.datanetId)
                        .thenComparing(source -> source.version))
                .toList();
        String data = registry.registerModel(
                        entry.owner(),
                        Hex.parse(entry.digest()),
                        Hex.parse(entry.baseDigest().isEmpty() ? NO_BASE : entry.baseDigest()),
                        List.of(),
                        BigInteger.valueOf(entry.royaltyBps()),
                        sources,
                        NO_URI)
                .encodeFunctionCall();
        outbox.enqueue(tx, key(entry.id()), address, data, BigInteger.ZERO);
    }

    /**
     * Hears of the end of a registration that was committed; again at every start while there was none.
     *
     * @param registered takes the token, decimal
     * @param refused takes why there is none
     */
    public void follow(String id, BiConsumer<Handle, String> registered, BiConsumer<Handle, String> refused) {
        watch.follow(key(id), (tx, receipt) -> registered.accept(tx, tokenOf(receipt)), refused);
    }

    private static String tokenOf(TransactionReceipt receipt) {
        return ModelRegistry.getModelRegisteredEvents(receipt)
                .getFirst()
                .modelId
                .toString();
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
