package org.openledger.verify.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.verify.Check;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Require;
import org.openledger.verify.Verifier;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.chain.StateWitness;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.dataset.DatasetFolder;

/**
 * What the parts of a pack say that somebody signed, each checked by the code that checks it alone.
 *
 * @param pack which pack
 * @param permits what the operator says that licences permit today, as sentences
 * @param chain what the registries hold; empty where no witness of it is there
 * @param byContract signatures that only the chain can check
 * @param wrong what does not hold, one sentence each, which begins with the part's name
 */
record Facts(
        PackManifest pack,
        List<DatasetPart> datasets,
        List<ModelPart> models,
        List<ReceiptPart> receipts,
        Optional<Json.JsonObject> trail,
        List<Permit> permits,
        Optional<ChainPart> chain,
        List<String> byContract,
        List<String> wrong) {
    static final String DATASETS = "datasets/";
    static final String MODELS = "models/";
    static final String VALUES = ".values.json";
    static final String CREDENTIAL = ".c2pa";
    static final String RECEIPTS = "receipts/";
    static final String TRAIL = "trail.json";
    static final String PERMITS = "permits.json";
    private static final String PERMITS_SCHEMA = "openledger.permits/1";

    /**
     * A receipt of the pack.
     *
     * @param anchored whether the file says which checkpoint on chain has it
     * @param paidOut whether the file has proofs of an epoch on chain
     * @param opened whether question and answer are in it
     */
    record ReceiptPart(String path, Receipt receipt, boolean anchored, boolean paidOut, boolean opened) {
        String urn() {
            return Urn.of("receipt", receipt.id());
        }
    }

    /** What the operator says of one use of one thing. */
    record Permit(String of, boolean paid, boolean permitted, String why) {}

    /** Reads and checks. */
    static Facts read(PackManifest pack, SortedMap<String, byte[]> parts) {
        Reading reading = new Reading(pack, parts);
        reading.run();
        Facts facts = reading.facts();
        byte[] chain = parts.get(ChainPart.NAME);
        return chain == null || !facts.wrong().isEmpty() ? facts : facts.witnessed(chain, parts);
    }

    private Facts witnessed(byte[] chain, Map<String, byte[]> parts) {
        try {
            StateWitness witness =
                    StateWitness.parse(new Members(ChainPart.NAME, (JsonObject) CanonicalJson.parseCanonical(chain)));
            Require.that(ChainPart.readsAnything(registered()), "nothing here is said to be registered on chain");
            Facts with = with(witness, parts);
            witness.requireAllUsed();
            return with;
        } catch (VerifyException | ArithmeticException | ClassCastException e) {
            return without(ChainPart.NAME + ": " + e.getMessage());
        }
    }

    /** What the chain can say something of. */
    ChainPart.Registered registered() {
        return new ChainPart.Registered(pack.chainId(), datasets, models);
    }

    /**
     * The same with what a witness shows.
     *
     * @param parts of the pack
     */
    Facts with(StateWitness witness, Map<String, byte[]> parts) {
        ChainPart part = ChainPart.of(registered(), witness);
        List<String> objections = part.objections(registered(), parts).stream()
                .map(objection -> ChainPart.NAME + ": " + objection)
                .toList();
        return new Facts(
                pack,
                datasets,
                models,
                receipts,
                trail,
                permits,
                Optional.of(part),
                byContract,
                Stream.concat(wrong.stream(), objections.stream()).toList());
    }

    private Facts without(String reason) {
        return new Facts(
                pack,
                datasets,
                models,
                receipts,
                trail,
                permits,
                chain,
                byContract,
                Stream.concat(wrong.stream(), Stream.of(reason)).toList());
    }

    /** The models that a receipt can be of. */
    Optional<ModelPart> modelOf(Receipt receipt) {
        return models.stream()
                .filter(model -> model.name().equals(receipt.model().name())
                        && model.adapterDigest().equals(receipt.model().adapterDigest()))
                .findFirst();
    }

    Optional<DatasetPart> dataset(String token, long number) {
        return datasets.stream()
                .filter(each -> each.id().equals(token + "/" + number))
                .findFirst();
    }

    private static final class Reading {
        private final PackManifest pack;
        private final SortedMap<String, byte[]> parts;
        private final List<DatasetPart> datasets = new ArrayList<>();
        private final List<ModelPart> models = new ArrayList<>();
        private final List<ReceiptPart> receipts = new ArrayList<>();
        private final List<Permit> permits = new ArrayList<>();
        private final List<String> byContract = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private final Set<String> read = new HashSet<>();
        private Optional<JsonObject> trail = Optional.empty();

        Reading(PackManifest pack, SortedMap<String, byte[]> parts) {
            this.pack = pack;
            this.parts = parts;
        }

        Facts facts() {
            return new Facts(
                    pack,
                    List.copyOf(datasets),
                    List.copyOf(models),
                    List.copyOf(receipts),
                    trail,
                    List.copyOf(permits),
                    Optional.empty(),
                    List.copyOf(byContract),
                    List.copyOf(wrong));
        }

        void run() {
            datasetFolders();
            for (String name : parts.keySet()) {
                if (name.startsWith(MODELS) && !name.endsWith(VALUES) && !name.endsWith(CREDENTIAL)) {
                    attempt(name, at -> models.add(ModelPart.read(at, parts, pack.logKey())));
                } else if (name.startsWith(RECEIPTS)) {
                    attempt(name, at -> receipt(at, part(at)));
                } else if (name.equals(TRAIL)) {
                    attempt(name, this::trail);
                } else if (name.equals(PERMITS)) {
                    attempt(name, this::permits);
                }
            }
            models.forEach(model -> {
                model.values().ifPresent(read::add);
                model.credential()
                        .ifPresent(path -> attempt(path, at -> model.checkCredential(part(at), pack.logKey())));
            });
            parts.keySet().stream()
                    .filter(name -> !name.startsWith(DATASETS) && !name.equals(ChainPart.NAME) && !read.contains(name))
                    .forEach(name -> wrong.add(name + ": it is no part of a pack"));
            if (wrong.isEmpty()) {
                together();
            }
        }

        private byte[] part(String name) {
            return Objects.requireNonNull(parts.get(name));
        }

        /** What one part lacks keeps no other from being checked. */
        private void attempt(String name, Consumer<String> step) {
            read.add(name);
            try {
                step.accept(name);
            } catch (VerifyException | ArithmeticException | ClassCastException e) {
                wrong.add(name + ": " + e.getMessage());
            }
        }

        private void datasetFolders() {
            Set<String> folders = new TreeSet<>();
            for (String name : parts.keySet()) {
                if (name.startsWith(DATASETS)) {
                    int end = name.indexOf('/', DATASETS.length());
                    if (end < 0) {
                        wrong.add(name + ": it is no part of a pack");
                    } else {
                        folders.add(name.substring(0, end + 1));
                    }
                }
            }
            for (String folder : folders) {
                attempt(folder, this::dataset);
            }
        }

        /** The check of a version reads a folder, so its files go to one for as long as that takes. */
        private void dataset(String path) {
            try {
                Path folder = Files.createTempDirectory("openledger-evidence");
                try {
                    SortedMap<String, byte[]> files = parts.subMap(path, path + Character.MAX_VALUE);
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        Path to = folder.resolve(file.getKey().substring(path.length()));
                        Files.createDirectories(Objects.requireNonNull(to.getParent()));
                        Files.write(to, file.getValue());
                    }
                    add(path, DatasetFolder.examine(folder));
                } finally {
                    delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(String path, DatasetFolder.Examined examined) {
            examined.report().wrong().forEach(sentence -> wrong.add(path + sentence));
            examined.report().byContract().forEach(sentence -> byContract.add(path + " " + sentence));
            examined.version().ifPresent(version -> {
                Require.that(
                        examined.logKey().equals(pack.logKey())
                                && version.operator().equals(pack.operator())
                                && version.chainId() == pack.chainId(),
                        "it is of another operator, log or chain than the pack");
                datasets.add(new DatasetPart(path, examined, version));
            });
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }

        private void receipt(String path, byte[] bytes) {
            List<Check> checks = Verifier.check(bytes, Verifier.Options.operator(pack.operator()));
            List<String> failed = checks.stream()
                    .filter(Check::failed)
                    .map(check -> check.name() + " " + check.detail())
                    .toList();
            Require.that(failed.isEmpty(), "the receipt is refused: " + String.join("; ", failed));
            Require.that(Verifier.accepted(checks), "it is no receipt");
            ReceiptFile file = ReceiptFile.read(bytes).content();
            Receipt receipt = file.receipt();
            Require.that(
                    receipt.log().key().equals(pack.logKey()) && receipt.chain().id() == pack.chainId(),
                    "it is in another log or on another chain than the pack");
            Require.that(
                    path.equals(TRAIL) || path.equals(RECEIPTS + receipt.id() + ".json"),
                    "it is of receipt " + receipt.id());
            receipts.add(new ReceiptPart(
                    path,
                    receipt,
                    file.anchor().isPresent(),
                    file.payout().isPresent(),
                    file.opening().isPresent()));
        }

        private void trail(String name) {
            byte[] bytes = part(name);
            List<TrailCheck> checks =
                    TrailVerifier.check(bytes, new TrailVerifier.Options(Optional.of(pack.operator()), Set.of()));
            List<String> failed = checks.stream()
                    .filter(TrailCheck::failed)
                    .map(check -> check.name() + " " + check.detail())
                    .toList();
            Require.that(TrailVerifier.accepted(checks), "the trail is refused: " + String.join("; ", failed));
            Members read = Members.parse(TRAIL, bytes);
            trail = Optional.of(read.object());
            read.list("receipts").forEach(each -> receipt(name, CanonicalJson.write(each.object())));
        }

        private void permits(String name) {
            Members json = new Members(name, (JsonObject) CanonicalJson.parseCanonical(part(name)));
            json.only("schema", "permits");
            Require.that(json.text("schema").equals(PERMITS_SCHEMA), "it is not of " + PERMITS_SCHEMA);
            for (Members each : json.list("permits")) {
                each.only("of", "paid", "permitted", "why");
                permits.add(new Permit(each.text("of"), flag(each, "paid"), flag(each, "permitted"), each.text("why")));
            }
        }

        private static boolean flag(Members json, String name) {
            return json.object().members().get(name) instanceof Json.JsonBoolean flag && flag.value();
        }

        /** Whether the parts are of each other, and all that the subject needs is there. */
        private void together() {
            Facts all = facts();
            for (ModelPart model : models) {
                model.sources().forEach(source -> require(model.path(), source, all));
            }
            for (ReceiptPart each : receipts) {
                Optional<ModelPart> model = all.modelOf(each.receipt());
                if (model.isEmpty()) {
                    wrong.add(each.path() + ": nothing here says of the model "
                            + each.receipt().model().name() + " that answered");
                } else if (!sorted(model.get().sources())
                        .equals(sorted(each.receipt().model().versions()))) {
                    wrong.add(model.get().path() + ": receipt " + each.receipt().id()
                            + " says of it that it learnt from other versions");
                }
                each.receipt()
                        .retrieval()
                        .ifPresent(drawn -> drawn.searched()
                                .forEach(at -> require(
                                        each.path(), new Receipt.Version(at.datanet(), at.number(), at.root()), all)));
            }
            if (!isThere(all)) {
                wrong.add(EvidencePack.MANIFEST + ": nothing here is its subject, " + pack.subject());
            }
        }

        private static List<String> sorted(List<Receipt.Version> versions) {
            return versions.stream()
                    .map(each -> each.datanet() + "/" + each.number() + "/" + each.root())
                    .sorted()
                    .toList();
        }

        private void require(String path, Receipt.Version source, Facts all) {
            boolean there = all.dataset(source.datanet(), source.number())
                    .filter(found -> found.version().root().equals(source.root()))
                    .isPresent();
            if (!there) {
                wrong.add(path + ": version " + source.datanet() + "/" + source.number() + " with the root "
                        + source.root() + " is not here");
            }
        }

        private boolean isThere(Facts all) {
            String id = pack.subject().id();
            return switch (pack.subject().kind()) {
                case MODEL -> models.stream().anyMatch(model -> model.id().equals(id));
                case VERSION -> datasets.stream().anyMatch(each -> each.id().equals(id));
                case RECEIPT ->
                    receipts.stream().anyMatch(each -> each.receipt().id().equals(id));
                case ACTION -> all.actions().containsKey(id);
            };
        }
    }

    /** The records of what agents did, by id. */
    SortedMap<String, Members> actions() {
        return trail.map(json -> new Members(TRAIL, json)
                        .list("actions").stream()
                                .map(entry -> entry.member("record"))
                                .collect(Collectors.toMap(
                                        record -> record.text("id"),
                                        record -> record,
                                        (one, other) -> one,
                                        () -> new TreeMap<>())))
                .orElseGet(TreeMap::new);
    }

    /** What a trail's mandates say, by id. */
    List<Members> mandates() {
        return trail.map(json -> new Members(TRAIL, json)
                        .list("mandates").stream()
                                .map(given -> given.member("mandate"))
                                .toList())
                .orElse(List.of());
    }
}
