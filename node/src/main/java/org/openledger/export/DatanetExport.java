package org.openledger.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.chain.Contracts;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.identity.Signer;
import org.openledger.log.Log;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.call.AnchorTable;
import org.openledger.store.Blobs;
import org.openledger.store.Refusal;
import org.openledger.verify.LogEntry;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.datanet.DatanetFolder;

/** Writes a Datanet as {@link DatanetFolder} describes it: what is signed, what is in the log, and the receipts that name it. */
public final class DatanetExport {
    private static final int RECEIPTS_AT_ONCE = 256;
    private static final String README = "README.md";

    private final Source source;
    private final Handle handle;
    private final DatanetTable.Row datanet;
    private final String token;
    private final Path folder;
    private final List<Json> entries = new ArrayList<>();
    private long rows;
    private long withheld;

    /**
     * What an export reads.
     *
     * @param log whose checkpoint covers what is exported
     * @param contracts where the chain has its records
     * @param operator who seals the receipts' files
     */
    public record Source(Log log, Blobs blobs, Contracts contracts, Signer operator) {}

    /**
     * What was exported.
     *
     * @param rows with salt and content
     * @param withheld rows of which the leaf alone is there
     */
    public record Exported(
            String name,
            long rows,
            long withheld,
            int contributions,
            int versions,
            int receipts,
            List<String> missing) {
        public Exported {
            missing = List.copyOf(missing);
        }
    }

    private DatanetExport(Source source, Handle handle, DatanetTable.Row datanet, Path folder) {
        this.source = source;
        this.handle = handle;
        this.datanet = datanet;
        this.token = datanet.token()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.CONFLICT, "Datanet " + datanet.id() + " is not on chain yet: try again later"));
        this.folder = folder;
    }

    /**
     * Exports a Datanet.
     *
     * @param folder absent or empty
     */
    public static Exported write(Source source, Handle handle, long datanet, Path folder) {
        DatanetTable.Row found = DatanetTable.find(handle, datanet)
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN, "there is no Datanet " + datanet));
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new Refusal(
                            Refusal.Kind.CONFLICT,
                            folder + " is not empty: an export goes to an empty or absent folder");
                }
            }
            return new DatanetExport(source, handle, found, folder).write();
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "the export to " + folder + " was given up: " + e, e);
        }
    }

    private Exported write() throws IOException {
        Files.createDirectories(folder.resolve("blobs"));
        Files.createDirectories(folder.resolve("rows"));
        Files.createDirectories(folder.resolve("receipts"));
        List<String> missing = new ArrayList<>();
        copy(datanet.termsDigest());
        List<Json> contributions = new ArrayList<>();
        for (Contribution contribution : ContributionTable.signedOf(handle, datanet.id())) {
            String digest = contribution.recordDigest().orElseThrow();
            if (!prove("contribution", Long.toString(contribution.id()), digest)) {
                missing.add("contribution " + contribution.id());
                continue;
            }
            copy(digest);
            writeRows(contribution);
            contributions.add(Json.object()
                    .put("id", Long.toString(contribution.id()))
                    .put("record", digest)
                    .build());
        }
        List<Json> versions = new ArrayList<>();
        for (Version version : VersionTable.ofDatanet(handle, datanet.id())) {
            if (version.state() != Version.State.PUBLISHED) {
                continue;
            }
            if (!prove("version", token + "/" + version.number(), version.manifestDigest())) {
                missing.add("version " + version.number());
                continue;
            }
            copyManifest(version.manifestDigest());
            versions.add(Json.object()
                    .put("number", version.number())
                    .put("manifest", version.manifestDigest())
                    .put("deadlineSeconds", version.deadlineSeconds())
                    .put("signature", version.signature().orElseThrow())
                    .build());
        }
        List<String> receipts = writeReceipts();
        put(DatanetFolder.INDEX, CanonicalJson.write(index(contributions, versions, receipts)));
        try (InputStream readme = Objects.requireNonNull(DatanetExport.class.getResourceAsStream(README))) {
            put(README, readme.readAllBytes());
        }
        return new Exported(
                datanet.name(), rows, withheld, contributions.size(), versions.size(), receipts.size(), missing);
    }

    private Json index(List<Json> contributions, List<Json> versions, List<String> receipts) {
        Json.ObjectBuilder chain = Json.object()
                .put("id", source.contracts().chainId())
                .put("datanetRegistry", source.contracts().datanetRegistry())
                .put("logAnchor", source.contracts().logAnchor());
        AnchorTable.newest(handle)
                .ifPresent(anchor -> chain.put(
                        "anchor",
                        Json.object()
                                .put("size", anchor.size())
                                .put("root", anchor.root())
                                .put("block", anchor.block())
                                .put("transaction", anchor.transaction())
                                .build()));
        return Json.object()
                .put("schema", DatanetFolder.SCHEMA)
                .put("name", datanet.name())
                .put("token", token)
                .put("owner", datanet.owner())
                .put("licence", datanet.licence())
                .put("rowSchema", datanet.schema().name())
                .put("termsDigest", datanet.termsDigest())
                .put("chainId", source.contracts().chainId())
                .put("registry", source.contracts().datanetRegistry())
                .put("operator", source.operator().address())
                .put("chain", chain.build())
                .put("contributions", Json.array(contributions))
                .put("versions", Json.array(versions))
                .put("receipts", Json.strings(receipts))
                .put(
                        "log",
                        Json.object()
                                .put("key", source.log().vkey())
                                .put("checkpoint", source.log().signedCheckpoint())
                                .put("entries", Json.array(entries))
                                .build())
                .build();
    }

    /** Adds the log's proof of a record; false where no checkpoint covers it yet. */
    private boolean prove(String kind, String id, String digest) {
        LogEntry entry = LogEntry.of(kind, id, digest);
        OptionalLong index = source.log().find(handle, entry.leafHash());
        long size = source.log().checkpoint().size();
        if (index.isEmpty() || index.getAsLong() >= size) {
            return false;
        }
        entries.add(Json.object()
                .put("kind", kind)
                .put("id", id)
                .put("digest", digest)
                .put("index", index.getAsLong())
                .put("proof", Json.strings(proof(index.getAsLong(), size)))
                .build());
        return true;
    }

    private List<String> proof(long index, long size) {
        return source.log().inclusion(index, size).stream().map(Hex::of).toList();
    }

    /** Content and salt of what the owner took; of all else the leaf, under which the contribution was signed. */
    private void writeRows(Contribution contribution) throws IOException {
        Path file = folder.resolve("rows").resolve(contribution.id() + ".jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            RowTable.eachPart(handle, contribution.id(), part -> part.forEach(row -> write(row.whole(), out)));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private void write(Row row, BufferedWriter out) {
        Json.ObjectBuilder line = Json.object().put("leaf", row.leaf());
        if (!row.isErased() && row.state() == Row.State.ACCEPTED) {
            line.put("salt", row.salt()).put("content", row.content());
            rows++;
        } else {
            line.put("withheld", row.isErased() ? "erased" : "not accepted");
            withheld++;
        }
        try {
            out.write(new String(CanonicalJson.write(line.build()), StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The receipts of answers by models that learned from the Datanet, or that were given its rows; without what was said. */
    private List<String> writeReceipts() throws IOException {
        long size = source.log().checkpoint().size();
        List<String> written = new ArrayList<>();
        List<Inference> page = InferenceTable.signedAfter(handle, -1, RECEIPTS_AT_ONCE);
        while (!page.isEmpty()) {
            long last = -1;
            for (Inference inference : page) {
                Inference.Signed signed = inference.signed().orElseThrow();
                last = signed.logIndex();
                Receipt receipt = Receipts.receipt(signed);
                if (last < size && names(receipt)) {
                    put("receipts/" + receipt.id() + ".json", file(receipt, signed, size));
                    written.add(receipt.id());
                }
            }
            page = InferenceTable.signedAfter(handle, last, RECEIPTS_AT_ONCE);
        }
        return written;
    }

    private boolean names(Receipt receipt) {
        return receipt.model().datanets().contains(token)
                || receipt.retrieval().stream()
                        .flatMap(retrieval -> retrieval.searched().stream())
                        .anyMatch(searched -> searched.datanet().equals(token));
    }

    private byte[] file(Receipt receipt, Inference.Signed signed, long size) {
        ReceiptFile file = new ReceiptFile(
                receipt,
                signed.signature(),
                new ReceiptFile.Inclusion(signed.logIndex(), size, proof(signed.logIndex(), size)),
                source.log().signedCheckpoint(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        byte[] toSeal = OperatorSignature.digest(file.bytesToSeal());
        return new ReceiptFile.Sealed(file, "0x" + Hex.of(source.operator().sign(toSeal))).bytes();
    }

    private void copyManifest(String digest) throws IOException {
        copy(digest);
        Json.JsonObject manifest =
                (Json.JsonObject) CanonicalJson.parse(source.blobs().read(digest));
        if (manifest.members().get("leavesDigest") instanceof Json.JsonString leaves) {
            copy(leaves.value());
        }
    }

    private void copy(String digest) throws IOException {
        put("blobs/" + digest, source.blobs().read(digest));
    }

    private void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }
}
