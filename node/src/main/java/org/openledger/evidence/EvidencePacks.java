package org.openledger.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.agency.Trails;
import org.openledger.answer.AnsweredBy;
import org.openledger.answer.InferenceTable;
import org.openledger.chain.Contracts;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.evidence.EvidenceSubjects.Subject;
import org.openledger.export.PublishedVersions;
import org.openledger.factory.Values;
import org.openledger.identity.Reader;
import org.openledger.log.Log;
import org.openledger.model.Bases;
import org.openledger.registry.Model;
import org.openledger.registry.ModelManifest;
import org.openledger.registry.Models;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.credential.AdapterManifest;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.dataset.Format;
import org.openledger.verify.evidence.Claim;
import org.openledger.verify.evidence.EvidencePack;
import org.openledger.verify.evidence.PackManifest;

/** Makes packs. */
public final class EvidencePacks {
    /** Receipts of a model that its pack has: the newest. */
    public static final int MAX_RECEIPTS = 50;
    /** Receipts of answers that a version shaped, which its pack has: the newest. */
    public static final int MAX_SHAPED = 10;
    /** Rows of all versions of a pack together; each is in it twice. */
    public static final long MAX_ROWS = 100_000;

    private final Ground ground;
    private final Sources sources;
    private final Permits permits;

    public EvidencePacks(Ground ground, Sources sources) {
        this.ground = ground;
        this.sources = sources;
        this.permits = new Permits(ground.database(), ground.clock());
    }

    /**
     * What packs are signed and logged with.
     *
     * @param chain gives what the registries hold
     */
    public record Ground(
            Database database,
            Log log,
            Contracts contracts,
            ChainWitness chain,
            String operator,
            InstantSource clock) {}

    /** Where their parts come from. */
    public record Sources(
            Models models, Bases bases, PublishedVersions published, ReceiptExports receipts, Trails trails) {}

    /**
     * Makes a pack, logs its manifest, and signs it; gives the ZIP.
     *
     * @param reader who may read what of a receipt; {@link Reader#ANYONE} for a pack without question and answer
     */
    public byte[] make(Subject subject, Reader reader) {
        EvidencePack.Complete complete = complete(subject, reader);
        LogEntry entry = complete.manifest().logEntry();
        Log log = ground.log();
        ground.database().write(tx -> log.append(tx, List.of(entry.bytes())));
        log.publish();
        byte[] proof = CanonicalJson.write(logged(List.of(entry)));
        try {
            return complete.sealed(log.certify(complete.manifest()), proof);
        } catch (VerifyException tooLarge) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, String.valueOf(tooLarge.getMessage()), tooLarge);
        }
    }

    /** What a pack that is made now would claim; nothing is logged. */
    public List<Claim> claims(Subject subject) {
        return complete(subject, Reader.ANYONE).claims();
    }

    private EvidencePack.Complete complete(Subject subject, Reader reader) {
        Collection parts = new Collection();
        PackManifest.Subject named = switch (subject) {
            case Subject.OfModel of -> parts.ofModel(of.model());
            case Subject.OfVersion of -> parts.ofVersion(of.datanet(), of.number());
            case Subject.OfReceipt of -> parts.ofReceipt(of.id(), reader);
            case Subject.OfAction of ->
                parts.ofAction(of.action().id(), of.action().mandate());
        };
        PackManifest empty = new PackManifest(
                named,
                ground.clock().millis(),
                ground.operator(),
                ground.contracts().chainId(),
                ground.log().vkey(),
                new TreeMap<>());
        try {
            return EvidencePack.complete(empty, parts.files(), ground.chain());
        } catch (VerifyException broken) {
            throw new Refusal(
                    Refusal.Kind.FAILED,
                    "what the node has does not hold: " + broken.getMessage() + ". Run openledger fsck.",
                    broken);
        }
    }

    /** Entries with their proofs under the newest checkpoint, as parts of packs have them. */
    private Json logged(List<LogEntry> entries) {
        Log log = ground.log();
        long size = log.checkpoint().size();
        return Json.object()
                .put("key", log.vkey())
                .put("checkpoint", log.signedCheckpoint(size))
                .put(
                        "entries",
                        Json.array(
                                entries.stream().map(each -> proved(each, size)).toList()))
                .build();
    }

    private Json proved(LogEntry entry, long size) {
        long index = ground.database()
                .read(handle -> ground.log().find(handle, entry.leafHash()))
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.FAILED,
                        "the log has no entry of " + entry.kind() + " " + entry.id() + ": run openledger fsck"));
        if (index >= size) {
            throw new Refusal(Refusal.Kind.NOT_READY, "The log does not have all of it yet: try again in a moment.");
        }
        return Json.object()
                .put("kind", entry.kind())
                .put("id", entry.id())
                .put("digest", entry.digest())
                .put("index", index)
                .put(
                        "proof",
                        Json.strings(ground.log().inclusion(index, size).stream()
                                .map(Hex::of)
                                .toList()))
                .build();
    }

    /** The parts of one pack as they come together; each thing is in it once. */
    private final class Collection {
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final TreeSet<String> there = new TreeSet<>();
        private final List<Json> permitted = new ArrayList<>();
        private long rows;

        SortedMap<String, byte[]> files() {
            if (!permitted.isEmpty()) {
                files.put(
                        "permits.json",
                        CanonicalJson.write(Json.object()
                                .put("schema", "openledger.permits/1")
                                .put("permits", Json.array(permitted))
                                .build()));
            }
            return files;
        }

        PackManifest.Subject ofModel(Model model) {
            add(model);
            List<String> ids = ground.database()
                    .read(handle -> InferenceTable.receiptedOf(
                            handle, new AnsweredBy(model.name(), model.adapterDigest()), MAX_RECEIPTS));
            for (String id : ids) {
                receipt(id, Reader.ANYONE);
            }
            return new PackManifest.Subject(PackManifest.Kind.MODEL, model.id());
        }

        PackManifest.Subject ofVersion(long datanet, long number) {
            String named = version(datanet, number);
            List<String> ids =
                    ground.database().read(handle -> InferenceTable.shapedBy(handle, datanet, number, MAX_SHAPED));
            for (String id : ids) {
                shaped(id, named);
            }
            return new PackManifest.Subject(PackManifest.Kind.VERSION, named);
        }

        /** Adds an answer that a version shaped, where its model and all that it rests on are here and have room beside the version. */
        private void shaped(String id, String version) {
            byte[] file = sources.receipts().of(id, Reader.ANYONE);
            Receipt receipt = ReceiptFile.read(file).content().receipt();
            Optional<Model> model = modelOf(receipt);
            Set<Receipt.Version> needed =
                    model.map(answered -> needed(receipt, answered)).orElse(Set.of());
            boolean of = needed.stream().anyMatch(each -> version.equals(each.datanet() + "/" + each.number()));
            if (of && rowsWith(needed) <= MAX_ROWS) {
                files.put("receipts/" + id + ".json", file);
                needs(receipt);
            }
        }

        /** The versions that an answer rests on. */
        private static Set<Receipt.Version> needed(Receipt receipt, Model model) {
            Set<Receipt.Version> needed = new LinkedHashSet<>();
            model.sources()
                    .forEach(source -> needed.add(new Receipt.Version(source.token(), source.number(), source.root())));
            receipt.retrieval().stream()
                    .flatMap(drawn -> drawn.searched().stream())
                    .forEach(at -> needed.add(new Receipt.Version(at.datanet(), at.number(), at.root())));
            return needed;
        }

        private long rowsWith(Set<Receipt.Version> needed) {
            long more = 0;
            for (Receipt.Version version : needed) {
                long datanet = ofToken(version.datanet());
                if (!there.contains("version " + datanet + "/" + version.number())) {
                    more += ground.database().read(handle -> rowsOf(handle, datanet, version.number()));
                }
            }
            return rows + more;
        }

        PackManifest.Subject ofReceipt(String id, Reader reader) {
            Receipt receipt = receipt(id, reader);
            permitted("answer " + id, permits.of(receipt));
            return new PackManifest.Subject(PackManifest.Kind.RECEIPT, id);
        }

        PackManifest.Subject ofAction(String id, String mandate) {
            byte[] trail = sources.trails().export(mandate);
            files.put("trail.json", trail);
            for (Members each : Members.parse("trail", trail).list("receipts")) {
                needs(ReceiptFile.read(CanonicalJson.write(each.object()))
                        .content()
                        .receipt());
            }
            return new PackManifest.Subject(PackManifest.Kind.ACTION, id);
        }

        private Receipt receipt(String id, Reader reader) {
            byte[] file = sources.receipts().of(id, reader);
            files.put("receipts/" + id + ".json", file);
            Receipt receipt = ReceiptFile.read(file).content().receipt();
            needs(receipt);
            return receipt;
        }

        /** The model that answered, and the versions that were searched. */
        private void needs(Receipt receipt) {
            add(modelOf(receipt)
                    .orElseThrow(() -> new Refusal(
                            Refusal.Kind.CONFLICT,
                            "The model that gave answer " + receipt.id()
                                    + " is not on this node any more, so nothing shows what it learnt from.")));
            receipt.retrieval()
                    .ifPresent(drawn -> drawn.searched().forEach(at -> version(ofToken(at.datanet()), at.number())));
        }

        private Optional<Model> modelOf(Receipt receipt) {
            return ground
                    .database()
                    .read(handle ->
                            sources.models().named(handle, receipt.model().name()))
                    .stream()
                    .filter(each -> each.adapterDigest().equals(receipt.model().adapterDigest()))
                    .findFirst();
        }

        private long ofToken(String token) {
            return ground.database()
                    .read(handle -> DatanetTable.byToken(handle, token))
                    .map(DatanetTable.Row::id)
                    .orElseThrow(() -> new Refusal(
                            Refusal.Kind.CONFLICT, "Datanet " + token + " of the chain is not on this node."));
        }

        private void add(Model model) {
            if (!there.add("model " + model.id())) {
                return;
            }
            byte[] manifest = ModelManifest.of(model);
            List<LogEntry> entries = new ArrayList<>();
            entries.add(LogEntry.of(
                    "model",
                    model.id(),
                    model.run().isPresent() ? model.adapterDigest() : Hex.of(Hashes.sha256(manifest))));
            Optional<String> values =
                    model.run().flatMap(run -> ground.database().read(handle -> Values.document(handle, run)));
            values.ifPresent(document -> {
                byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                files.put("models/" + model.id() + ".values.json", bytes);
                entries.add(LogEntry.of("values", model.id(), Hex.of(Hashes.sha256(bytes))));
            });
            if (ground.log().checkpoint().size() < ground.log().size()) {
                ground.log().publish();
            }
            long answers = ground.database()
                    .read(handle ->
                            InferenceTable.countOf(handle, new AnsweredBy(model.name(), model.adapterDigest())));
            Json.ObjectBuilder said = Json.object()
                    .put("schema", "openledger.model-evidence/1")
                    .put("manifest", CanonicalJson.parse(manifest))
                    .put("base", sources.bases().nameOf(model.baseDigest()))
                    .put("registry", ground.contracts().modelRegistry())
                    .put("createdMillis", model.createdMillis())
                    .put("receipts", answers)
                    .put("log", logged(entries));
            model.token().ifPresent(token -> said.put("token", token));
            files.put("models/" + model.id() + ".json", CanonicalJson.write(said.build()));
            files.put(
                    "models/" + model.id() + ".c2pa",
                    ground.log()
                            .certify(new AdapterManifest(
                                    model.id(),
                                    model.name(),
                                    model.number(),
                                    model.adapterDigest(),
                                    model.sources().stream()
                                            .map(source ->
                                                    new Receipt.Version(source.token(), source.number(), source.root()))
                                            .toList())));
            model.sources().forEach(source -> version(source.datanet(), source.number()));
            permitted(model.name() + ", version " + model.number(), permits.of(model));
        }

        private void permitted(String of, List<Permits.Permit> found) {
            for (Permits.Permit each : found) {
                permitted.add(Json.object()
                        .put("of", of)
                        .put("paid", new Json.JsonBoolean(each.paid()))
                        .put("permitted", new Json.JsonBoolean(each.permitted()))
                        .put("why", each.why())
                        .build());
            }
        }

        /** Adds a version; returns what the chain calls it. */
        private String version(long datanet, long number) {
            String token = ground.database().read(handle -> {
                rows += there.contains("version " + datanet + "/" + number) ? 0 : rowsOf(handle, datanet, number);
                return Datanets.require(handle, datanet).requireToken();
            });
            if (rows > MAX_ROWS) {
                throw new Refusal(
                        Refusal.Kind.TOO_LARGE,
                        "The versions that this rests on have more than " + MAX_ROWS
                                + " rows, which a pack does not hold: export them one by one with openledger datanet"
                                + " export.");
            }
            if (there.add("version " + datanet + "/" + number)) {
                folder(datanet, number, "datasets/" + token + "-" + number + "/");
            }
            return token + "/" + number;
        }

        private static long rowsOf(Handle handle, long datanet, long number) {
            return PublishedVersions.requirePublished(handle, datanet, number).rows();
        }

        private void folder(long datanet, long number, String path) {
            try {
                Path folder = Files.createTempDirectory("openledger-evidence");
                try {
                    sources.published().write(datanet, number, Format.JSONL, folder);
                    try (Stream<Path> all = Files.walk(folder)) {
                        for (Path file : all.filter(Files::isRegularFile).toList()) {
                            files.put(
                                    path + folder.relativize(file).toString().replace('\\', '/'),
                                    Files.readAllBytes(file));
                        }
                    }
                } finally {
                    LocalDisk.deleteTree(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
