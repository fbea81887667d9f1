package org.openledger.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.model.file.ModelException;

/**
 * Bases by their names, in the order in which they were given: the first is meant where nobody says which. Models know theirs by its
 * digest. It owns them: close it.
 */
public final class Bases implements AutoCloseable {
    private final Map<String, BaseModel> byName;
    private final Map<String, String> nameOfDigest = new LinkedHashMap<>();

    /** @throws ModelException when two are the same base */
    public Bases(Map<String, BaseModel> byName) {
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("there must be a base");
        }
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        byName.forEach((name, base) -> {
            String twin = nameOfDigest.putIfAbsent(base.digest(), name);
            if (twin != null) {
                throw new ModelException(twin + " and " + name + " are the same base: name it once");
            }
        });
    }

    /** One base, called as its folder. */
    public static Bases of(BaseModel one) {
        return new Bases(Map.of(String.valueOf(one.folder().getFileName()), one));
    }

    /** By their names, in their order. */
    public Map<String, BaseModel> byName() {
        return byName;
    }

    public List<BaseModel> all() {
        return List.copyOf(byName.values());
    }

    public BaseModel first() {
        return byName.values().iterator().next();
    }

    public String firstName() {
        return byName.keySet().iterator().next();
    }

    public Optional<BaseModel> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The base of this digest; empty where it is not here. */
    public Optional<BaseModel> find(String digest) {
        return Optional.ofNullable(nameOfDigest.get(digest)).flatMap(this::named);
    }

    /** @throws ModelException when no base of this digest is here */
    public BaseModel of(String digest) {
        return find(digest)
                .orElseThrow(() -> new ModelException("the base " + digest + " is not on this node, which has "
                        + String.join(" and ", byName.keySet())
                        + ": name its folder in model.more_bases, and the model.dtype with which it was"
                        + " loaded; int8 makes another base of the same files"));
    }

    /** What a base is called; its digest where it is not here. */
    public String nameOf(String digest) {
        return nameOfDigest.getOrDefault(digest, digest);
    }

    @Override
    public void close() {
        byName.values().forEach(BaseModel::close);
    }
}
