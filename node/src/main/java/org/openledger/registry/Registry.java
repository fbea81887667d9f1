package org.openledger.registry;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;

/**
 * Which version answers under which name, and at which price. Every act is a row and an entry of the log in one transaction, and
 * is carried out after it: {@link #refresh} makes what is served what was decided last, whichever acts came at once.
 */
public final class Registry {
    /** Decisions shown of one name. */
    public static final int MAX_SHOWN = 1_000;

    private final Database database;
    private final Models models;
    private final Lineage lineage;
    private final Log log;
    private final InstantSource clock;
    private final ModelListener listener;
    private final ReentrantLock carryingOut = new ReentrantLock();

    public Registry(
            Database database, Models models, Lineage lineage, Log log, InstantSource clock, ModelListener listener) {
        this.database = database;
        this.models = models;
        this.lineage = lineage;
        this.log = log;
        this.clock = clock;
        this.listener = listener;
    }

    /** A name with all its versions, the oldest first, and what was decided about it, the latest first. */
    public record Named(String name, String owner, Optional<Offer> present, List<Model> versions, List<Offer> decided) {
        /** The version that answers, or will once the chain has it. */
        public Optional<Model> active() {
            return present.flatMap(Offer::active)
                    .flatMap(id -> versions.stream()
                            .filter(version -> version.id().equals(id))
                            .findFirst());
        }
    }

    /** {@link RegistryException} where nobody has the name. */
    public Named require(String name) {
        return database.read(handle -> require(handle, name));
    }

    private Named require(Handle handle, String name) {
        List<Model> versions = models.named(handle, name);
        if (versions.isEmpty()) {
            throw new RegistryException(
                    Kind.UNKNOWN.at("name"), "There is no model named '" + name + "': see the list of models.");
        }
        return new Named(
                name,
                models.ownerOf(handle, name).orElseThrow(),
                OfferTable.present(handle, name),
                versions,
                OfferTable.of(handle, name, MAX_SHOWN));
    }

    /** What holds for a name. */
    public Optional<Offer> present(String name) {
        return database.read(handle -> OfferTable.present(handle, name));
    }

    /** Has a version answer under its name: now, or as soon as the chain has registered it. */
    public Named activate(String name, long number) {
        return act(name, (tx, named) -> {
            Model version = named.versions().stream()
                    .filter(each -> each.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new RegistryException(
                            Kind.UNKNOWN.at("version"),
                            "The model '" + name + "' has no version " + number + ": it has "
                                    + named.versions().stream()
                                            .map(each -> Long.toString(each.number()))
                                            .reduce((one, other) -> one + ", " + other)
                                            .orElseThrow()
                                    + "."));
            requireMayAnswer(tx, named, version);
            decide(tx, Offer.Act.ACTIVATE, version);
        });
    }

    /** Has the version answer that did before. */
    public Named rollback(String name) {
        return act(name, (tx, named) -> {
            Model before = named.active()
                    .flatMap(now -> OfferTable.activeBefore(tx, name, now.id()))
                    .flatMap(id -> models.find(tx, id))
                    .orElseThrow(() -> new RegistryException(
                            Kind.CONFLICT,
                            "No other version of '" + name + "' answered before: activate one by its number."));
            requireMayAnswer(tx, named, before);
            decide(tx, Offer.Act.ROLLBACK, before);
        });
    }

    /** Has nothing answer under a name any more. Answers that were given are attributed and paid. */
    public Named withdraw(String name) {
        return act(name, (tx, named) -> {
            if (named.active().isEmpty()) {
                throw new RegistryException(
                        Kind.CONFLICT, "The model '" + name + "' does not answer: it is withdrawn.");
            }
            decide(tx, Offer.Act.WITHDRAW, name, Optional.empty(), priceOf(named));
        });
    }

    /** Has answers that are asked for from now on cost so much for each token. */
    public Named price(String name, long gwei) {
        Upload.requirePrice(gwei);
        return act(
                name,
                (tx, named) ->
                        decide(tx, Offer.Act.PRICE, name, named.present().flatMap(Offer::active), Optional.of(gwei)));
    }

    private static Optional<Long> priceOf(Named named) {
        return named.present().flatMap(Offer::priceGwei);
    }

    /** The Datanets may have got another licence since the model learnt from them. */
    private void requireMayAnswer(Handle tx, Named named, Model version) {
        if (!Models.ownerOf(tx, version).equals(named.owner())) {
            throw new RegistryException(
                    Kind.FORBIDDEN.at("version"),
                    "Version " + version.number() + " of '" + version.name() + "' belongs to "
                            + Models.ownerOf(tx, version) + " on chain: its owner alone has it answer.");
        }
        version.refusal().ifPresent(why -> {
            throw new RegistryException(
                    Kind.CONFLICT,
                    "The ModelRegistry refused version " + version.number() + " of '" + version.name() + "': " + why);
        });
        lineage.requireMayAnswer(
                version.sources().stream()
                        .map(source -> new Source(source.datanet(), source.number()))
                        .toList(),
                /* paid= */ true,
                version.owner());
    }

    /** What an act does with a name, inside its transaction. */
    private interface Work {
        void on(Handle tx, Named named);
    }

    private Named act(String name, Work work) {
        database.write(tx -> work.on(tx, require(tx, name)));
        refresh(name);
        return require(name);
    }

    /** Has a version answer, inside the caller's transaction; {@link #refresh} its name after it. */
    public void decide(Handle tx, Offer.Act act, Model version) {
        Optional<Long> price = OfferTable.present(tx, version.name()).flatMap(Offer::priceGwei);
        decide(tx, act, version.name(), Optional.of(version.id()), price);
    }

    void decide(Handle tx, Offer.Act act, String name, Optional<String> active, Optional<Long> priceGwei) {
        Offer offer =
                new Offer(OfferTable.last(tx) + 1, name, act, active, priceGwei, clock.millis(), Optional.empty());
        long index = log.append(tx, List.of(offer.logEntry().bytes()));
        OfferTable.insert(tx, offer.at(index));
    }

    /** A version that never came to be: what was decided for it ends. {@link #refresh} its name after it. */
    public void remove(Handle tx, Model version) {
        Optional<Offer> present = OfferTable.present(tx, version.name());
        if (present.flatMap(Offer::active).equals(Optional.of(version.id()))) {
            decide(
                    tx,
                    Offer.Act.WITHDRAW,
                    version.name(),
                    Optional.empty(),
                    present.get().priceGwei());
        }
        models.delete(tx, version.id());
    }

    /** Makes what is served under a name what was decided last. */
    public void refresh(String name) {
        carryingOut.lock();
        try {
            Optional<Offer> present = present(name);
            Optional<Model> active = present.flatMap(Offer::active)
                    .flatMap(models::find)
                    .filter(version -> version.token().isPresent());
            active.ifPresentOrElse(
                    version -> listener.live(version, present.orElseThrow().priceGwei()),
                    () -> listener.withdrawn(name));
        } finally {
            carryingOut.unlock();
        }
    }

    /** Serves what answers, as it was decided before the node started. */
    public void start() {
        models.list().stream().map(Model::name).distinct().forEach(this::refresh);
    }
}
