package org.openledger.model.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.SafeTensorsFile;

/** The tensors of an adapter's file, each of which is taken once, so that those for which there is no place are known. */
public final class AdapterContents {
    private static final String PREFIX = "base_model.model.";

    private final SafeTensorsFile file;
    private final Map<String, String> names = new TreeMap<>();
    private final Set<String> left;

    /** PEFT has written the same tensor under several names: with and without the prefix, with the adapter's name or not. */
    public AdapterContents(SafeTensorsFile file) {
        this.file = file;
        for (String name : file.names()) {
            String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            String before = names.put(plain.replace(".default.weight", ".weight"), name);
            if (before != null) {
                throw new ModelException(
                        "the adapter holds '" + before + "' and '" + name + "', which are the same matrix");
            }
        }
        left = new TreeSet<>(names.keySet());
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return names.containsKey(name);
    }

    /** A tensor of this shape, which must be there, in the caller's scope. */
    public Tensor take(String name, long... shape) {
        Tensor taken = again(name, shape);
        left.remove(name);
        return taken;
    }

    /** {@link #take} of the type that the file has. */
    public Tensor takeStored(String name, long... shape) {
        Tensor taken = file.loadStored(stored(name, shape));
        left.remove(name);
        return taken;
    }

    /** {@link #take} of one that is taken for something else too. */
    public Tensor again(String name, long... shape) {
        return file.load(stored(name, shape));
    }

    private String stored(String name, long... shape) {
        String stored = names.get(name);
        if (stored == null) {
            throw new ModelException("the adapter lacks '" + name + "'; is it an adapter of another base?");
        }
        long[] found = file.shape(stored);
        if (!Arrays.equals(found, shape)) {
            throw new ModelException("the adapter's '" + name + "' has the shape " + Arrays.toString(found)
                    + ", the base model needs " + Arrays.toString(shape) + "; is it an adapter of another base?");
        }
        return stored;
    }

    /** Refuses a file that holds what nobody took. */
    public void requireAllTaken(Path path) {
        if (!left.isEmpty()) {
            throw new ModelException(
                    path + " holds '" + names.get(left.iterator().next())
                            + "', which neither the base model nor target_modules has a place for; is it an adapter of another base?");
        }
    }
}
