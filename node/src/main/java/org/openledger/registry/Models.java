package org.openledger.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.token.TokenOwners;
import org.openledger.identity.GivenName;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;

/** The versions of the models of this node. */
public final class Models {
    /** Of one name. */
    public static final long MAX_VERSIONS = 1_000;

    private final Database database;
    private final ModelFolders folders;

    /** @param dataFolder the node's data folder */
    public Models(Database database, Path dataFolder) {
        this.database = database;
        this.folders = new ModelFolders(dataFolder);
    }

    /**
     * A version as it comes to be.
     *
     * @param token what the ModelRegistry gave already
     * @param influenceDigest of its counterfactual adapters, where they are there
     */
    public record New(
            String id,
            String name,
            Origin origin,
            String owner,
            Optional<String> token,
            String baseDigest,
            String adapterDigest,
            String tokenizerDigest,
            String indexDigest,
            Optional<String> influenceDigest,
            Optional<String> licence,
            Optional<String> warning,
            List<Source> sources,
            long nowMillis) {}

    /** All versions, the oldest first. */
    public List<Model> list() {
        return database.read(handle ->
                ModelTable.all(handle).stream().map(row -> toModel(handle, row)).toList());
    }

    /** The version with this id. */
    public Optional<Model> find(String id) {
        return database.read(handle -> find(handle, id));
    }

    public Optional<Model> find(Handle handle, String id) {
        return ModelTable.find(handle, id).map(row -> toModel(handle, row));
    }

    /** The versions of a name, the oldest first. */
    public List<Model> named(Handle handle, String name) {
        return ModelTable.named(handle, name).stream()
                .map(row -> toModel(handle, row))
                .toList();
    }

    /** The version that is this adapter. */
    public Optional<Model> ofAdapter(String adapterDigest) {
        return database.read(
                handle -> ModelTable.ofAdapter(handle, adapterDigest).map(row -> toModel(handle, row)));
    }

    /**
     * Whose a name is: of who owns the token of the version that answers, or of the newest where none does. So whoever is paid is who
     * acts, and a sale on chain moves both. A version without a token is whose it was registered for.
     */
    public Optional<String> ownerOf(Handle handle, String name) {
        List<Model> versions = named(handle, name);
        Optional<String> active = OfferTable.present(handle, name).flatMap(Offer::active);
        return versions.stream()
                .filter(version -> active.equals(Optional.of(version.id())))
                .findFirst()
                .or(() -> versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast()))
                .map(version -> ownerOf(handle, version));
    }

    /** Who owns a version now, as far as the chain was read. */
    static String ownerOf(Handle handle, Model version) {
        return version.token()
                .flatMap(token -> TokenOwners.owner(handle, TokenOwners.Registry.MODEL, token))
                .orElse(version.owner());
    }

    /**
     * A name belongs to whoever owns it ({@link #ownerOf}), and so does each new one that looks like it; {@link RegistryException}
     * names the name to anybody else.
     */
    public void requireFree(Handle handle, String name, String owner) {
        Optional<String> before = ownerOf(handle, name);
        before.filter(other -> !other.equals(owner)).ifPresent(other -> {
            throw new RegistryException(
                    Kind.CONFLICT.at("name"),
                    "The name '" + name + "' belongs to " + other + " already: choose another name.");
        });
        if (before.isEmpty()) {
            String look = GivenName.look(name);
            ModelTable.names(handle).stream()
                    .filter(other -> GivenName.look(other).equals(look)
                            && !ownerOf(handle, other).equals(Optional.of(owner)))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new RegistryException(
                                Kind.CONFLICT.at("name"),
                                "The name '" + name + "' looks like '" + other + "', which belongs to "
                                        + ownerOf(handle, other).orElse("somebody else") + ": choose another name.");
                    });
        }
    }

    /** Keeps a version as the next one of its name. */
    public Model insert(Handle tx, New made) {
        requireFree(tx, made.name(), made.owner());
        long number = ModelTable.nextNumber(tx, made.name());
        if (number > MAX_VERSIONS) {
            throw new RegistryException(
                    Kind.CONFLICT,
                    "The model '" + made.name() + "' has " + MAX_VERSIONS + " versions: choose another name.");
        }
        ModelTable.insert(
                tx,
                new ModelTable.Row(
                        made.id(),
                        made.name(),
                        number,
                        made.origin(),
                        made.owner(),
                        made.token(),
                        Optional.empty(),
                        made.baseDigest(),
                        made.adapterDigest(),
                        made.tokenizerDigest(),
                        made.indexDigest(),
                        made.influenceDigest(),
                        made.licence(),
                        made.warning(),
                        made.influenceDigest().map(there -> made.nowMillis()),
                        made.nowMillis()),
                made.sources());
        return find(tx, made.id()).orElseThrow();
    }

    public void delete(Handle tx, String id) {
        ModelTable.delete(tx, id);
    }

    public void indexed(Handle tx, String id, String indexDigest) {
        ModelTable.indexed(tx, id, indexDigest);
    }

    public void attributable(Handle tx, String id, String influenceDigest, long nowMillis) {
        ModelTable.attributable(tx, id, influenceDigest, nowMillis);
    }

    Model toModel(Handle handle, ModelTable.Row row) {
        return new Model(
                row.id(),
                row.name(),
                row.number(),
                row.origin(),
                row.owner(),
                row.token(),
                row.refusal(),
                row.baseDigest(),
                row.adapterDigest(),
                row.tokenizerDigest(),
                ModelTable.roots(handle, row.id()),
                row.licence(),
                row.warning(),
                folders.adapter(row.name(), row.id()),
                folders.spanIndex(row.name(), row.id()),
                row.indexDigest(),
                row.influenceDigest().map(digest -> folders.counterfactuals(row.name(), row.id())),
                row.influenceDigest(),
                row.readyMillis(),
                row.createdMillis());
    }
}
