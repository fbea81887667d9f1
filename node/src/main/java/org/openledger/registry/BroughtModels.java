package org.openledger.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.log.Log;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.model.file.ModelException;
import org.openledger.model.file.StatedBase;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.Refusal.Kind;
import org.openledger.tensor.TensorException;
import org.openledger.verify.LogEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that no run of this node trained: adapters that their owners bring, and the base alone. An adapter is read whole before it
 * is taken, as it is before each use. Nobody's rows are known to have shaped it, so it has no counterfactual adapters and an empty
 * span index, and its answers are attributed as all others are: to the base, to sources in the prompt, and otherwise to nobody,
 * which is the part of the commons.
 */
public final class BroughtModels {
    private static final Logger LOG = LoggerFactory.getLogger(BroughtModels.class);
    private static final int ID_BYTES = 8;

    private final Database database;
    private final Models models;
    private final Registry registry;
    private final Lineage lineage;
    private final Registrar registrar;
    private final Log log;
    private final Bases bases;
    private final Options options;
    private final ModelFolders folders;
    private final Disk disk;
    private final InstantSource clock;
    private final ModelListener listener;
    private final AdapterTiers tiers;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param baseOwner who is paid as the owner of the bases
     * @param maxAdapterBytes the largest file of weights that is taken
     */
    public record Options(String baseOwner, long maxAdapterBytes) {}

    public BroughtModels(
            Database database,
            Models models,
            Registry registry,
            Lineage lineage,
            Registrar registrar,
            Log log,
            Bases bases,
            Options options,
            Path dataFolder,
            Disk disk,
            InstantSource clock,
            ModelListener listener,
            AdapterTiers tiers) {
        this.database = database;
        this.models = models;
        this.registry = registry;
        this.lineage = lineage;
        this.registrar = registrar;
        this.log = log;
        this.bases = bases;
        this.options = options;
        this.folders = new ModelFolders(dataFolder);
        this.disk = disk;
        this.clock = clock;
        this.listener = listener;
        this.tiers = tiers;
    }

    /** Makes again what is damaged of what says that nobody is known, and follows registrations that an earlier process left. */
    public void start() {
        for (Model model : models.list()) {
            if (model.origin() != Origin.TRAINED) {
                makeAgain(model);
                listener.attributable(model);
                if (model.token().isEmpty() && model.refusal().isEmpty()) {
                    follow(model);
                }
            }
        }
    }

    private void makeAgain(Model model) {
        try {
            SpanIndex.open(model.spanIndex(), model.indexDigest()).close();
            CounterfactualAdapters.load(
                            model.counterfactuals().orElseThrow(),
                            model.influenceDigest().orElseThrow())
                    .close();
        } catch (SpanIndexException | InfluenceException damaged) {
            LOG.warn(
                    "what says that {} learnt from nobody known is made again: {}", model.name(), damaged.getMessage());
            nobody(model.name(), model.id(), model.baseDigest(), model.adapterDigest());
        }
    }

    /** The digests of a span index and of counterfactual adapters. */
    private record Nobody(String index, String influence) {}

    private Nobody nobody(String name, String id, String baseDigest, String adapterDigest) {
        Path out = folders.counterfactuals(name, id);
        ModelFolders.create(out);
        String index = SpanIndex.build(List.of(), folders.spanIndex(name, id));
        return new Nobody(index, CounterfactualAdapters.ofNobody(baseDigest, adapterDigest, out));
    }

    /**
     * Takes an adapter: the next version of its name. It answers once its owner activates it.
     *
     * @param archive a tar of the PEFT folder
     * @throws RegistryException where anything of it is not as it must be; then nothing of it is kept
     */
    public Model bring(Upload upload, InputStream archive) throws IOException {
        requireAllowed(upload);
        return keeping(upload, folder -> AdapterArchive.unpack(archive, disk, folder, options.maxAdapterBytes()));
    }

    /** {@link #bring} of a folder on this machine: its two files are copied. One that was brought under the name before is that version. */
    public Model bringFolder(Upload upload, Path from) throws IOException {
        for (String name : Adapter.FILES) {
            if (!Files.isRegularFile(from.resolve(name))) {
                throw new RegistryException(Kind.INVALID, "The folder has no " + name + ": it is no PEFT folder.");
            }
        }
        Optional<Model> known = models.ofAdapter(Adapter.digestOf(from))
                .filter(model -> model.name().equals(upload.name()));
        if (known.isPresent()) {
            return known.get();
        }
        requireAllowed(upload);
        return keeping(upload, folder -> {
            for (String name : Adapter.FILES) {
                try (InputStream file = Files.newInputStream(from.resolve(name))) {
                    disk.replace(folder.resolve(name), file);
                }
            }
        });
    }

    /** What fills the folder of an adapter. */
    private interface Filling {
        void fill(Path folder) throws IOException;
    }

    private Model keeping(Upload upload, Filling filling) throws IOException {
        String id = newId();
        Path folder = folders.adapter(upload.name(), id);
        boolean kept = false;
        try {
            ModelFolders.create(folder);
            filling.fill(folder);
            Model model = keep(upload, id, folder);
            kept = true;
            return model;
        } finally {
            if (!kept) {
                folders.clear(upload.name(), id);
            }
        }
    }

    /** The largest archive of an adapter that is read. */
    public long maxArchiveBytes() {
        return AdapterArchive.maxBytes(options.maxAdapterBytes());
    }

    private void requireAllowed(Upload upload) {
        if (bases.named(upload.name()).isPresent()) {
            throw new RegistryException(
                    Kind.CONFLICT.at("name"),
                    "'" + upload.name() + "' is what a base model is called: choose another name.");
        }
        if (!upload.parents().isEmpty() && !registrar.knowsRoyalties()) {
            throw new RegistryException(
                    Kind.CONFLICT.at("parents"),
                    "The contracts of this node's data folder are from before models owed anything to those they are built"
                            + " on: leave the parents out, or bring the model to a node with a new folder.");
        }
        Lineage.shareAlike(lineage.requireRights(upload.declared(), /* paid= */ true, upload.owner()))
                .filter(needed -> !upload.licence().equals(Optional.of(needed)))
                .ifPresent(needed -> {
                    throw new RegistryException(
                            Kind.FORBIDDEN,
                            "What is made of these Datanets must carry " + needed + ": state it as the licence.");
                });
        database.read(handle -> {
            models.requireFree(handle, upload.name(), upload.owner());
            return null;
        });
    }

    private Model keep(Upload upload, String id, Path folder) {
        BaseModel base = baseOf(folder);
        String digest = digestOf(folder, base);
        models.ofAdapter(digest).ifPresent(twin -> {
            throw new RegistryException(
                    Kind.CONFLICT,
                    "This adapter is version " + twin.number() + " of '" + twin.name() + "' already: use that one.");
        });
        Optional<String> warning = StatedBase.of(folder).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "The adapter does not say which base it is for, by digest: only its shapes were compared.");
        Nobody nobody = nobody(upload.name(), id, base.digest(), digest);
        Models.New made = new Models.New(
                id,
                upload.name(),
                Origin.BROUGHT,
                upload.owner(),
                Optional.empty(),
                base.digest(),
                digest,
                base.tokenizer().digest(),
                nobody.index(),
                Optional.of(nobody.influence()),
                upload.licence(),
                warning,
                upload.declared(),
                clock.millis());
        Model model = database.transact(tx -> {
            Model kept = insert(
                    tx,
                    made,
                    new Registrar.Entry(
                            id,
                            upload.owner(),
                            digest,
                            base.digest(),
                            upload.licence(),
                            /* paid= */ true,
                            /* royaltyBps= */ 0,
                            List.of(),
                            upload.parents()));
            upload.priceGwei().ifPresent(gwei -> {
                Optional<Offer> present = OfferTable.present(tx, kept.name());
                registry.decide(tx, Offer.Act.PRICE, kept.name(), present.flatMap(Offer::active), Optional.of(gwei));
            });
            return kept;
        });
        listener.attributable(model);
        registry.refresh(model.name());
        tiers.wake();
        return model;
    }

    /** The base that an adapter states by its digest, or else the first. */
    private BaseModel baseOf(Path folder) {
        return StatedBase.of(folder)
                .map(stated -> bases.find(stated)
                        .orElseThrow(() -> new RegistryException(
                                Kind.INVALID,
                                "The adapter says that it is for the base " + stated + ", this node serves "
                                        + bases.all().stream()
                                                .map(BaseModel::digest)
                                                .collect(Collectors.joining(" and "))
                                        + ": bring it to a node with that base.")))
                .orElse(bases.first());
    }

    /** Reads all of it, as it is read before each use. */
    private static String digestOf(Path folder, BaseModel base) {
        try (Adapter adapter = Adapter.load(folder, base)) {
            return adapter.digest();
        } catch (ModelException | TensorException wrong) {
            throw new RegistryException(
                    Kind.INVALID, String.valueOf(wrong.getMessage()).replace(folder + "/", ""));
        }
    }

    /** Keeps a version with its entry of the log, and sends it to the ModelRegistry. */
    private Model insert(Handle tx, Models.New made, Registrar.Entry entry) {
        Model model = models.insert(tx, made);
        log.append(tx, List.of(logEntry(model).bytes()));
        registrar.register(tx, entry);
        tx.afterCommit(() -> follow(model));
        return model;
    }

    /** The log's entry of a version: the digest of what {@link ModelManifest} says of it. */
    static LogEntry logEntry(Model model) {
        return LogEntry.of("model", model.id(), ModelManifest.digest(model));
    }

    private void follow(Model model) {
        registrar.follow(
                model.id(),
                (tx, registered) -> {
                    ModelTable.owes(tx, model.id(), registered.owes());
                    ModelTable.registered(tx, model.id(), registered.token());
                    tx.afterCommit(() -> {
                        models.find(model.id()).ifPresent(listener::attributable);
                        registry.refresh(model.name());
                    });
                },
                (tx, why) -> ModelTable.refused(tx, model.id(), why));
    }

    /** Has a base itself answer under its name; it becomes a model when that is first asked for. */
    public Registry.Named offerBase(String name) {
        BaseModel base = bases.named(name).orElseThrow();
        String id = base.digest().substring(0, 2 * ID_BYTES);
        if (models.find(id).isEmpty()) {
            Nobody nobody = nobody(name, id, base.digest(), "");
            database.write(tx -> {
                if (models.find(tx, id).isEmpty()) {
                    Models.New made = new Models.New(
                            id,
                            name,
                            Origin.BASE,
                            options.baseOwner(),
                            Optional.empty(),
                            base.digest(),
                            "",
                            base.tokenizer().digest(),
                            nobody.index(),
                            Optional.of(nobody.influence()),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            clock.millis());
                    insert(
                            tx,
                            made,
                            new Registrar.Entry(
                                    id,
                                    options.baseOwner(),
                                    base.digest(),
                                    "",
                                    Optional.empty(),
                                    /* paid= */ true,
                                    /* royaltyBps= */ 0,
                                    List.of(),
                                    List.of()));
                }
            });
            listener.attributable(models.find(id).orElseThrow());
        }
        return registry.activate(name, models.find(id).orElseThrow().number());
    }

    public Bases bases() {
        return bases;
    }

    public String baseOwner() {
        return options.baseOwner();
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
