package org.openledger.bench.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.FileUpload;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.record.Confirmations;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.record.SigningDomain;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.kept.KeptTables;
import org.openledger.model.BaseModel;
import org.openledger.retrieval.Retrieval;
import org.openledger.retrieval.SearchRequest;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** Datanets in a folder of their own, as a node has them; the chain takes everything at once. */
final class IntakeDesk implements AutoCloseable {
    private static final long TOKEN_BASE = 40;

    private final Path folder;
    private final Database database;
    private final Accounts accounts;
    private final Datanets datanets;
    private final Contributions contributions;
    private final Versions versions;
    private final String owner;
    private final Map<String, String> people = new TreeMap<>();

    IntakeDesk() throws IOException {
        folder = Files.createTempDirectory("openledger-intake-");
        database = Database.open(folder);
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        PublicRecord record = new AtOnce();
        Clock clock = Clock.systemUTC();
        MasterKey masterKey = MasterKey.openOrCreate(folder);
        database.seal(masterKey.rowSeals(), KeptTables.unsealed(), clock.millis());
        accounts = new Accounts(database, masterKey, clock);
        datanets = new Datanets(database, blobs, record, clock);
        Wallets wallets = new Wallets(ContractCalls.none());
        versions = new Versions(database, blobs, accounts, wallets, record, clock, Versions.STANDARD_SIGNING_TIME);
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                clock,
                Versions.STANDARD_SIGNING_TIME);
        owner = accounts.create("owner").address();
    }

    /** A Datanet of its own for each set of cases. */
    long datanet(Schema schema) {
        return datanets.create(owner, schema.name(), schema, "CC0-1.0", "Free.").id();
    }

    /** What would become of rows of somebody. */
    IntakeReport tried(long datanet, String person, List<SortedMap<String, String>> rows) throws IOException {
        return contributions.tryOut(datanet, address(person), file(rows), FileUpload.Asked.NOTHING);
    }

    /** Uploads, signs and accepts rows of somebody; what became of them. */
    Contribution give(long datanet, String person, List<SortedMap<String, String>> rows) throws IOException {
        long id = upload(datanet, person, rows).id();
        if (contributions.require(id).root().isPresent()) {
            sign(id);
            accept(id);
        }
        return contributions.require(id);
    }

    Contribution upload(long datanet, String person, List<SortedMap<String, String>> rows) throws IOException {
        return contributions.submit(datanet, address(person), file(rows)).contribution();
    }

    void sign(long contribution) {
        contributions.signCustodial(contribution);
    }

    /** Its owner takes all its rows. */
    void accept(long contribution) {
        contributions.review(contribution, owner, Review.acceptAll());
    }

    /** Publishes what was taken. */
    void publish(long datanet) {
        versions.publish(datanet);
    }

    /** The search by which reviewers are shown rows that may say the same. */
    Retrieval retrieval(BaseModel base) {
        return new Retrieval(
                base,
                datanets,
                versions,
                new Rights(database, InstantSource.system()),
                contributions,
                folder,
                Duration.ofMinutes(5));
    }

    /** The rows of a Datanet's newest version that a reviewer of a text is shown. */
    List<SortedMap<String, String>> alike(Retrieval retrieval, long datanet, String text, int most) {
        SearchRequest request = new SearchRequest(List.of(datanet), most, /* always= */ true);
        return retrieval.find(request, text, Optional.of(owner)).rows().stream()
                .map(hit -> hit.row().fields())
                .toList();
    }

    /** What the whole folder takes on the disk. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> Files.isRegularFile(file) ? file.toFile().length() : 0)
                    .sum();
        }
    }

    /** The leaf of a contribution's first row. */
    String leaf(long contribution) {
        return contributions.history(contribution, 0, 1).getFirst().leaf().orElseThrow();
    }

    private String address(String person) {
        return people.computeIfAbsent(person, name -> accounts.create(name).address());
    }

    private static ByteArrayInputStream file(List<SortedMap<String, String>> rows) {
        StringBuilder lines = new StringBuilder();
        for (SortedMap<String, String> row : rows) {
            Json.ObjectBuilder object = Json.object();
            row.forEach((name, value) -> object.put(
                    name,
                    name.equals(Schema.MESSAGES)
                            ? CanonicalJson.parse(value.getBytes(StandardCharsets.UTF_8))
                            : Json.of(value)));
            lines.append(new String(CanonicalJson.write(object.build()), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Datanets are on chain with their number and {@value #TOKEN_BASE} as their token. */
    private static final class AtOnce implements PublicRecord {
        @Override
        public SigningDomain domain() {
            return new SigningDomain(31_337, "0x" + "12".repeat(20));
        }

        @Override
        public void datanetCreated(Handle tx, Datanet datanet) {
            Confirmations.datanetCreated(tx, datanet.id(), Long.toString(datanet.id() + TOKEN_BASE));
        }

        @Override
        public void contributionSigned(Handle tx, Datanet datanet, Contribution contribution) {
            Confirmations.contributionRecorded(tx, contribution.id());
        }

        @Override
        public void ruleSet(Handle tx, PolicyRule rule) {
            // nobody reads it
        }

        @Override
        public long reviewed(Handle tx, LogEntry entry) {
            return 0;
        }

        @Override
        public void versionPublished(Handle tx, Datanet datanet, Version version) {
            Confirmations.versionPublished(tx, version.datanet(), version.number());
        }
    }
}
