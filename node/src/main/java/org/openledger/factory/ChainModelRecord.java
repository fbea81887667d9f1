package org.openledger.factory;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.datanet.record.ChainWatch;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** The public record of models on the ModelRegistry contract, through the outbox, and in the log. */
public final class ChainModelRecord implements ModelRecord, AutoCloseable {
    private static final String NO_URI = "";

    private final Database database;
    private final Log log;
    private final Outbox outbox;
    private final ChainWatch watch;
    private final String address;
    private final ModelRegistry registry;

    public ChainModelRecord(Database database, Log log, Outbox outbox, Bindings bindings, Contracts contracts) {
        this.database = database;
        this.log = log;
        this.outbox = outbox;
        this.watch = new ChainWatch("model-records", database, outbox);
        this.address = contracts.modelRegistry();
        this.registry = bindings.modelRegistry();
    }

    /** Follows what an earlier process left under way. */
    public void resume() {
        List<String> pending = database.read(RunTable::unregistered);
        pending.forEach(this::follow);
    }

    @Override
    public void modelTrained(Handle tx, Run run, String adapterDigest, List<Model.SourceRoot> sources) {
        List<ModelRegistry.Source> onChain = sources.stream()
                .map(source ->
                        new ModelRegistry.Source(new BigInteger(source.token()), BigInteger.valueOf(source.number())))
                .sorted(Comparator.<ModelRegistry.Source, BigInteger>comparing(source -> source.datanetId)
                        .thenComparing(source -> source.version))
                .toList();
        String data = registry.registerModel(
                        run.request().owner(),
                        Hex.parse(adapterDigest),
                        Hex.parse(run.baseDigest()),
                        List.of(),
                        BigInteger.valueOf(run.request().royaltyBps()),
                        onChain,
                        NO_URI)
                .encodeFunctionCall();
        outbox.enqueue(tx, key(run.id()), address, data, BigInteger.ZERO);
        log.append(tx, List.of(LogEntry.of("model", run.id(), adapterDigest).bytes()));
        tx.afterCommit(() -> follow(run.id()));
    }

    @Override
    public void valued(Handle tx, Run run, String digest) {
        log.append(tx, List.of(LogEntry.of("values", run.id(), digest).bytes()));
    }

    private void follow(String run) {
        watch.follow(
                key(run),
                (tx, receipt) -> RunTable.registered(tx, run, tokenOf(receipt)),
                (tx, why) -> RunTable.refused(tx, run, why));
    }

    private static String tokenOf(TransactionReceipt receipt) {
        return ModelRegistry.getModelRegisteredEvents(receipt)
                .getFirst()
                .modelId
                .toString();
    }

    private static String key(String run) {
        return "model/" + run;
    }

    /** What is under way is followed again at the next start. */
    @Override
    public void close() {
        watch.close();
    }
}
