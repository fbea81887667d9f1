package org.openledger.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.LogEntry;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.dataset.DatasetFolder;
import org.openledger.verify.dataset.Format;

/**
 * Published versions, for those who check, load and cite them. A version's folder is the same whenever it is written, until rows of it
 * are taken back: its proofs are against the checkpoint of the log's size when the version was published.
 */
public final class PublishedVersions {
    private final Database database;
    private final Log log;
    private final Blobs blobs;
    private final Outbox outbox;
    private final Contracts contracts;
    private final String operator;

    public PublishedVersions(
            Database database, Log log, Blobs blobs, Outbox outbox, Contracts contracts, String operator) {
        this.database = database;
        this.log = log;
        this.blobs = blobs;
        this.outbox = outbox;
        this.contracts = contracts;
        this.operator = operator;
    }

    /** The manifest that a version's owner signed. */
    public byte[] manifest(Version version) {
        return blobs.read(version.manifestDigest());
    }

    /** The DatanetRegistry's address. */
    public String registry() {
        return contracts.datanetRegistry();
    }

    /** The transaction that registers a version on chain, once it is sent. */
    public Optional<String> transaction(Version version) {
        return outbox.find("version/" + version.datanet() + "/" + version.number())
                .flatMap(entry -> Optional.ofNullable(entry.transactionHash()));
    }

    /** The leaves of a version, 32 bytes each, as its manifest has them. */
    public byte[] leaves(Version version) {
        return blobs.read(text(parse(manifest(version)), "leavesDigest"));
    }

    /** Where a row stands in a version, and the path from its leaf to the root; empty where it does not. */
    public Optional<Proof> proof(Version version, String leaf) {
        List<byte[]> leaves =
                database.read(handle -> RowTable.leavesOfVersion(handle, version.datanet(), version.number()));
        byte[] wanted = Hex.parse(leaf);
        for (int place = 0; place < leaves.size(); place++) {
            if (Arrays.equals(leaves.get(place), wanted)) {
                return Optional.of(new Proof(
                        place,
                        MerkleTree.inclusion(leaves, place, leaves.size()).stream()
                                .map(Hex::of)
                                .toList()));
            }
        }
        return Optional.empty();
    }

    /** A row's place in a version and its path to the root. */
    public record Proof(long place, List<String> hashes) {
        public Proof {
            hashes = List.copyOf(hashes);
        }
    }

    /**
     * Writes a version's folder, and checks it.
     *
     * @param folder absent or empty
     * @throws Refusal when the version is not on chain yet, or what the node has does not hold
     */
    public DatasetFolder.Report write(long datanet, long number, Format format, Path folder) {
        try {
            Files.createDirectories(folder.resolve("proof/contributions"));
            database.read(handle -> {
                // one moment of the database for all files
                handle.inTransaction(tx -> {
                    writeProofs(
                            tx, Datanets.require(tx, datanet), requirePublished(tx, datanet, number), format, folder);
                    return true;
                });
                return true;
            });
            DatasetFolder.Report report = DatasetFolder.complete(folder);
            if (!report.wrong().isEmpty()) {
                throw new Refusal(
                        Refusal.Kind.FAILED,
                        "version " + number + " of Datanet " + datanet + " does not hold: "
                                + report.wrong().getFirst() + ". Run openledger fsck.");
            }
            return report;
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "the version cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A version that is published; one that is not there or a draft is refused. */
    public static Version requirePublished(Handle handle, long datanet, long number) {
        Version version = Versions.require(handle, datanet, number);
        if (version.state() != Version.State.PUBLISHED) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN.at("version"),
                    "Version " + number + " of Datanet " + datanet + " is a draft: its owner has not published it.");
        }
        return version;
    }

    private void writeProofs(Handle handle, Datanet datanet, Version version, Format format, Path folder) {
        if (version.chainState() != ChainState.CONFIRMED) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "version " + version.number() + " of Datanet " + datanet.id()
                            + " is not on chain yet: try again in a few seconds");
        }
        LogEntry entry =
                LogEntry.of("version", datanet.requireToken() + "/" + version.number(), version.manifestDigest());
        long last = indexOf(handle, entry);
        byte[] manifest = manifest(version);
        List<Json> entries = new ArrayList<>();
        List<Json> contributions = new ArrayList<>();
        for (Contribution contribution : contributions(handle, datanet, parse(manifest))) {
            String digest = contribution.recordDigest().orElseThrow();
            String file = "proof/contributions/" + contribution.id();
            put(folder, file + ".json", blobs.read(digest));
            put(folder, file + ".leaves", signedLeaves(handle, contribution));
            contributions.add(Json.object()
                    .put("id", Long.toString(contribution.id()))
                    .put("record", digest)
                    .build());
            entries.add(
                    proved(handle, LogEntry.of("contribution", Long.toString(contribution.id()), digest), last + 1));
        }
        entries.add(proved(handle, entry, last + 1));
        put(folder, DatasetFolder.MANIFEST, manifest);
        put(folder, DatasetFolder.LEAVES, leaves(version));
        put(folder, DatasetFolder.TERMS, blobs.read(datanet.termsDigest()));
        writeRows(handle, version, folder.resolve(DatasetFolder.ROWS));
        put(
                folder,
                DatasetFolder.INDEX,
                CanonicalJson.write(Json.object()
                        .put("schema", DatasetFolder.SCHEMA)
                        .put("format", format.word())
                        .put("name", datanet.name())
                        .put("token", datanet.requireToken())
                        .put("number", version.number())
                        .put("owner", datanet.owner())
                        .put(
                                "licence",
                                Rights.licenceOf(handle, new Rights.Used(datanet, version.number()))
                                        .spdx())
                        .put("rowSchema", datanet.schema().name())
                        .put("termsDigest", datanet.termsDigest())
                        .put("chainId", contracts.chainId())
                        .put("registry", contracts.datanetRegistry())
                        .put("operator", operator)
                        .put("manifest", version.manifestDigest())
                        .put("deadlineSeconds", version.deadlineSeconds())
                        .put("signature", version.signature().orElseThrow())
                        .put("publishedMillis", version.publishedMillis().orElseThrow())
                        .put("transaction", transaction(version).orElse(""))
                        .put("contributions", Json.array(contributions))
                        .put(
                                "log",
                                Json.object()
                                        .put("key", log.vkey())
                                        .put("checkpoint", log.signedCheckpoint(last + 1))
                                        .put("entries", Json.array(entries))
                                        .build())
                        .build()));
    }

    /** Those that the manifest names, in its order. */
    private static List<Contribution> contributions(Handle handle, Datanet datanet, Json.JsonObject manifest) {
        Map<String, Contribution> byRecord = ContributionTable.signedOf(handle, datanet.id()).stream()
                .collect(Collectors.toMap(each -> each.recordDigest().orElseThrow(), Function.identity()));
        return ((Json.JsonArray) Objects.requireNonNull(manifest.members().get("contributions")))
                .items().stream()
                        .map(record -> Objects.requireNonNull(byRecord.get(((Json.JsonString) record).value())))
                        .toList();
    }

    /** Where the log has an entry; it gets a checkpoint that covers it, where none does yet. */
    private long indexOf(Handle handle, LogEntry entry) {
        long index = log.find(handle, entry.leafHash())
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.FAILED,
                        "the log has no entry of " + entry.kind() + " " + entry.id() + ": run openledger fsck"));
        if (index >= log.checkpoint().size()) {
            log.publish();
        }
        return index;
    }

    private Json proved(Handle handle, LogEntry entry, long size) {
        long index = indexOf(handle, entry);
        return Json.object()
                .put("kind", entry.kind())
                .put("id", entry.id())
                .put("digest", entry.digest())
                .put("index", index)
                .put(
                        "proof",
                        Json.strings(
                                log.inclusion(index, size).stream().map(Hex::of).toList()))
                .build();
    }

    private static byte[] signedLeaves(Handle handle, Contribution contribution) {
        java.io.ByteArrayOutputStream leaves = new java.io.ByteArrayOutputStream();
        RowTable.eachPart(
                handle, contribution.id(), part -> part.forEach(row -> leaves.writeBytes(Hex.parse(row.leaf()))));
        return leaves.toByteArray();
    }

    private static void writeRows(Handle handle, Version version, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file);
                Stream<Row> rows = RowTable.ofVersion(handle, version.datanet(), version.number())) {
            rows.forEach(row -> write(row, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Row row, BufferedWriter out) {
        Json.ObjectBuilder line = Json.object().put("leaf", row.leaf());
        if (row.isErased()) {
            line.put("withheld", "withdrawn");
        } else {
            line.put("salt", row.salt()).put("content", row.content());
        }
        try {
            out.write(new String(CanonicalJson.write(line.build()), StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.JsonObject parse(byte[] manifest) {
        return (Json.JsonObject) CanonicalJson.parse(manifest);
    }

    private static String text(Json.JsonObject object, String name) {
        return ((Json.JsonString) Objects.requireNonNull(object.members().get(name))).value();
    }

    private static void put(Path folder, String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
