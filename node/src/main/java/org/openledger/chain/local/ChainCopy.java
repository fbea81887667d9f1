package org.openledger.chain.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainException;
import org.openledger.chain.Finality;
import org.openledger.store.LocalDisk;
import org.openledger.store.seal.Finding;
import tools.jackson.databind.JsonNode;

/** The embedded chain of a folder, to be read: it runs on a copy, and nothing in the folder is written or made. */
public final class ChainCopy implements Chain {
    private static final List<String> NEEDED = List.of("genesis.json", "journal");

    private final Path copy;
    private final LocalChain chain;

    private ChainCopy(Path copy, LocalChain chain) {
        this.copy = copy;
        this.chain = chain;
    }

    /** {@link LocalChain#start} on a copy; {@link ChainException} when the folder lacks what a chain needs. */
    public static ChainCopy start(Path folder, LocalChain.Settings settings) {
        for (String name : NEEDED) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new ChainException(
                        "the embedded chain's file " + folder.resolve(name) + " is gone: restore it from a backup");
            }
        }
        Path copy = null;
        try {
            copy = Files.createTempDirectory("openledger-chain-");
            for (Path file : copied(folder)) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            return new ChainCopy(copy, LocalChain.start(copy, settings));
        } catch (IOException e) {
            delete(copy);
            throw new ChainException("cannot copy the embedded chain in " + folder + ": " + e.getMessage(), e);
        } catch (ChainException e) {
            String told = String.valueOf(e.getMessage()).replace(String.valueOf(copy), folder.toString());
            delete(copy);
            throw new ChainException(told, e);
        }
    }

    /** The snapshots of a folder that are not as they were written: a chain starts without them, only later. */
    public static List<Finding> damagedSnapshots(Path folder) {
        List<Finding> findings = new ArrayList<>();
        try {
            for (Path file : Files.isDirectory(folder) ? Snapshot.newestFirst(folder) : List.<Path>of()) {
                if (Snapshot.read(file).isEmpty()) {
                    findings.add(new Finding(
                            "chain/" + file.getFileName(),
                            "",
                            "it is not as it was written",
                            "delete it: the journal beside it has everything"));
                }
            }
        } catch (IOException e) {
            throw new ChainException("cannot read the snapshots in " + folder + ": " + e.getMessage(), e);
        }
        return findings;
    }

    private static List<Path> copied(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(Snapshot.newestFirst(folder));
        NEEDED.forEach(name -> files.add(folder.resolve(name)));
        return files;
    }

    @Override
    public long id() {
        return chain.id();
    }

    @Override
    public Finality finality() {
        return chain.finality();
    }

    @Override
    public JsonNode call(String method, JsonNode parameters) {
        return chain.call(method, parameters);
    }

    @Override
    public void close() {
        chain.close();
        delete(copy);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            LocalDisk.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the copy " + folder, e);
        }
    }
}
