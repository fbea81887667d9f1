package org.openledger.chain.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openledger.chain.ChainException;

/** Where npm puts Foundry's tools for this machine: {@code node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil} and its likes. */
public final class FoundryBinary {
    private FoundryBinary() {}

    /** Finds anvil below the contracts folder. Throws {@link ChainException} when it is not installed. */
    public static Path anvil(Path contractsFolder) {
        Path binary = path(contractsFolder, "anvil");
        if (!Files.isExecutable(binary)) {
            throw new ChainException("anvil is not installed at " + binary + ". Run \"npm install\" in "
                    + contractsFolder + ", or use another network with --chain URL.");
        }
        return binary;
    }

    /**
     * Where a tool is once it is installed.
     *
     * @param tool anvil, cast or forge
     */
    public static Path path(Path contractsFolder, String tool) {
        return contractsFolder
                .resolve("node_modules/@foundry-rs/" + tool + "-" + operatingSystem() + "-" + architecture())
                .resolve("bin")
                .resolve(tool)
                .toAbsolutePath()
                .normalize();
    }

    private static String operatingSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return "aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "amd64";
    }
}
