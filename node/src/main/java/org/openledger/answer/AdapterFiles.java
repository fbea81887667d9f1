package org.openledger.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.RegistryException;
import org.openledger.store.Refusal.Kind;
import org.openledger.tensor.TensorException;

/**
 * The files of a served model's adapter. They are compared with the digest that was registered when they are first read, and again
 * when a file is another one, has another size or was written since.
 */
public final class AdapterFiles {
    private final String model;
    private final Path folder;
    private final String digest;
    private final AdapterTiers tiers;
    private volatile @Nullable List<Object> compared;

    /**
     * @param model what the adapter is called in requests
     * @param folder the PEFT folder
     * @param digest that was registered; empty for the base alone
     * @param tiers where the files are fetched from when they are not in the folder
     */
    public AdapterFiles(String model, Path folder, String digest, AdapterTiers tiers) {
        this.model = model;
        this.folder = folder;
        this.digest = digest;
        this.tiers = tiers;
    }

    /** The PEFT folder, whose files are there. {@link GatewayException} where they cannot be fetched. */
    public Path folder() {
        return reading(() -> folder);
    }

    /**
     * The very adapter that was registered; for the base alone the one that changes nothing. {@link GatewayException} where its files
     * are gone, damaged or others.
     */
    public Adapter load(BaseModel on) {
        if (digest.isEmpty()) {
            return Adapter.ofNothing(on.config());
        }
        return reading(() -> {
            try {
                List<Object> state = state();
                if (state.equals(compared)) {
                    return Adapter.loadKnown(folder, on, digest);
                }
                Adapter adapter = Adapter.load(folder, on, digest);
                compared = state;
                return adapter;
            } catch (IOException | ModelException | TensorException unreadable) {
                throw notServed(Kind.CONFLICT, unreadable);
            }
        });
    }

    private <T> T reading(Supplier<T> reading) {
        try {
            return tiers.reading(digest, folder, reading);
        } catch (RegistryException notFetched) {
            throw notServed(notFetched.kind(), notFetched);
        }
    }

    private GatewayException notServed(Kind kind, Exception why) {
        return new GatewayException(kind, "The model '" + model + "' is not served: " + why.getMessage());
    }

    /** What changes when a file does, short of its bytes. */
    private List<Object> state() throws IOException {
        List<Object> state = new ArrayList<>();
        for (String name : Adapter.FILES) {
            BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
            state.add(String.valueOf(file.fileKey()));
            state.add(file.size());
            state.add(file.lastModifiedTime());
        }
        return state;
    }
}
