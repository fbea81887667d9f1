package org.openledger.datanet.record;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** The public record on the DatanetRegistry contract, through the outbox, and in the log. */
public final class ChainRecord implements PublicRecord, AutoCloseable {
    private static final String NO_URI = "";
    private static final int WORD_BYTES = 32;

    private final Database database;
    private final Log log;
    private final Outbox outbox;
    private final ChainWatch watch;
    private final ContributionBatches batches;
    private final DatanetRegistry registry;
    private final SigningDomain domain;
    private final boolean licensed;

    /** Sends each contribution at once. */
    public ChainRecord(Database database, Log log, Outbox outbox, Bindings bindings, Contracts contracts) {
        this(database, log, outbox, bindings, contracts, Duration.ZERO, InstantSource.system());
    }

    /** @param patience how long a contribution waits for others that are sent with it */
    public ChainRecord(
            Database database,
            Log log,
            Outbox outbox,
            Bindings bindings,
            Contracts contracts,
            Duration patience,
            InstantSource clock) {
        this.database = database;
        this.log = log;
        this.outbox = outbox;
        this.watch = new ChainWatch("datanet-records", database, outbox);
        this.domain = new SigningDomain(contracts.chainId(), contracts.datanetRegistry());
        this.registry = bindings.datanetRegistry();
        this.licensed = contracts.licensed();
        this.batches = new ContributionBatches(
                database,
                outbox,
                watch,
                registry,
                domain.registry(),
                // a registry from before licences takes each by itself
                new ContributionBatches.Patience(licensed ? patience : Duration.ZERO, clock));
    }

    /** Follows what an earlier process left under way. */
    public void resume() {
        database.read(DatanetTable::pending).forEach(this::followDatanet);
        batches.start();
        database.read(VersionTable::pending).forEach(version -> followVersion(version.datanet(), version.number()));
    }

    @Override
    public SigningDomain domain() {
        return domain;
    }

    @Override
    public void datanetCreated(Handle tx, Datanet datanet) {
        enqueue(tx, datanetKey(datanet.id()), licensed ? created(datanet) : createdBefore(datanet));
        tx.afterCommit(() -> followDatanet(datanet.id()));
    }

    private String created(Datanet datanet) {
        Licence licence = datanet.licence();
        return registry.createDatanetFor(
                        datanet.owner(),
                        datanet.name(),
                        Hex.parse(datanet.termsDigest()),
                        NO_URI,
                        new DatanetRegistry.UsageLicence(
                                word(licence.spdx()), BigInteger.valueOf(licence.uses()), new byte[WORD_BYTES]))
                .encodeFunctionCall();
    }

    /** Of a registry from before it kept licences. */
    private static String createdBefore(Datanet datanet) {
        return FunctionEncoder.encode(new Function(
                "createDatanetFor",
                List.of(
                        new Address(datanet.owner()),
                        new Utf8String(datanet.name()),
                        new Bytes32(Hex.parse(datanet.termsDigest())),
                        new Utf8String(NO_URI)),
                List.of()));
    }

    /** A text as a word of Solidity: its bytes from the left. */
    public static byte[] word(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), WORD_BYTES);
    }

    @Override
    public void contributionSigned(Handle tx, Datanet datanet, Contribution contribution) {
        batches.add(tx, contribution);
        append(
                tx,
                "contribution",
                Long.toString(contribution.id()),
                contribution.recordDigest().orElseThrow());
    }

    @Override
    public void ruleSet(Handle tx, PolicyRule rule) {
        append(tx, LogEntry.SCREENING_RULE, rule.datanet() + "/" + rule.number(), rule.digest());
    }

    @Override
    public long reviewed(Handle tx, LogEntry entry) {
        return log.append(tx, List.of(entry.bytes()));
    }

    @Override
    public void versionPublished(Handle tx, Datanet datanet, Version version) {
        String data = registry.publishVersionFor(
                        new BigInteger(datanet.requireToken()),
                        Hex.parse(version.root()),
                        BigInteger.valueOf(version.rows()),
                        Hex.parse(version.manifestDigest()),
                        BigInteger.valueOf(version.deadlineSeconds()),
                        Hex.parsePrefixed(version.signature().orElseThrow()))
                .encodeFunctionCall();
        enqueue(tx, versionKey(version.datanet(), version.number()), data);
        append(tx, "version", datanet.requireToken() + "/" + version.number(), version.manifestDigest());
        tx.afterCommit(() -> followVersion(version.datanet(), version.number()));
    }

    private void followDatanet(long id) {
        watch.follow(
                datanetKey(id),
                (tx, receipt) -> Confirmations.datanetCreated(tx, id, tokenOf(receipt)),
                (tx, why) -> Confirmations.datanetRefused(tx, id, why));
    }

    private void followVersion(long datanet, long number) {
        watch.follow(
                versionKey(datanet, number),
                (tx, receipt) -> Confirmations.versionPublished(tx, datanet, number),
                (tx, why) -> Confirmations.versionRefused(tx, datanet, number, why));
    }

    private void enqueue(Handle tx, String key, String data) {
        outbox.enqueue(tx, key, domain.registry(), data, BigInteger.ZERO);
    }

    private void append(Handle tx, String kind, String id, String digest) {
        log.append(tx, List.of(LogEntry.of(kind, id, digest).bytes()));
    }

    private static String tokenOf(TransactionReceipt receipt) {
        return DatanetRegistry.getDatanetCreatedEvents(receipt)
                .getFirst()
                .datanetId
                .toString();
    }

    private static String datanetKey(long id) {
        return "datanet/" + id;
    }

    private static String versionKey(long datanet, long number) {
        return "version/" + datanet + "/" + number;
    }

    /** What is under way is followed again at the next start. */
    @Override
    public void close() {
        batches.close();
        watch.close();
    }
}
