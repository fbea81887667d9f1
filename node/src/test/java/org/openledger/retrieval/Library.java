package org.openledger.retrieval;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.openledger.datanet.AtOnceRecord;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.model.BaseModel;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;

/** Datanets of texts in a real database, to search with the toy base. */
final class Library implements AutoCloseable {
    final Path folder;
    final Database database;
    final Datanets datanets;
    final Contributions contributions;
    final Versions versions;
    final String owner;
    private final Accounts accounts;

    Library(Path folder) throws IOException {
        this.folder = folder;
        database = MigratedDatabase.open(folder);
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        Wallets wallets = new Wallets(ContractCalls.none());
        PublicRecord record = new AtOnceRecord();
        datanets = new Datanets(database, blobs, record, InstantSource.system());
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                InstantSource.system(),
                Versions.STANDARD_SIGNING_TIME);
        versions = new Versions(
                database, blobs, accounts, wallets, record, InstantSource.system(), Versions.STANDARD_SIGNING_TIME);
        owner = accounts.create("Owner").address();
    }

    static BaseModel toyBase() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path toy = at.resolve("models").resolve("openledger-toy");
            if (Files.isDirectory(toy)) {
                return BaseModel.load(toy);
            }
        }
        throw new IllegalStateException("the tests run inside the project's folder");
    }

    /** A Datanet with one published version of these texts. */
    Datanet datanet(String licence, List<String> texts) throws IOException {
        Datanet datanet = datanets.create(owner, "Library", Schema.TEXT, licence, "Terms.");
        add(datanet, texts);
        return datanet;
    }

    /** Contributes texts and publishes the next version. */
    void add(Datanet datanet, List<String> texts) throws IOException {
        add(datanet, owner, texts);
    }

    String newContributor() {
        return accounts.create("Contributor").address();
    }

    /** The same for somebody else. */
    void add(Datanet datanet, String contributor, List<String> texts) throws IOException {
        String lines =
                texts.stream().map(text -> "{\"text\":\"" + text + "\"}\n").collect(Collectors.joining());
        long id = contributions
                .submit(datanet.id(), contributor, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
                .contribution()
                .id();
        contributions.signCustodial(id);
        contributions.review(id, owner, Review.acceptAll());
        versions.publish(datanet.id());
    }

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

    /** Where the index of a Datanet's first version is. */
    Path index(Datanet datanet) {
        return folder.resolve("retrieval").resolve(Long.toString(datanet.id())).resolve("1");
    }

    @Override
    public void close() {
        database.close();
    }
}
