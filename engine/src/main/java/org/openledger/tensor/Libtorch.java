package org.openledger.tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The library that computes. One comes with the engine; a machine may have another build of the same version, such as one with CUDA. */
public final class Libtorch {
    /** What the engine is bound to. */
    static final String VERSION = "2.10.0";

    private static final String CPU = "libtorch_cpu.so";
    private static final List<String> NEEDED = List.of("libtorch.so", CPU, "libc10.so");
    private static final Path MAPS = Path.of("/proc/self/maps");

    private Libtorch() {}

    /**
     * Takes the library from a folder: that of a libtorch that was unpacked, or its lib. To be called before anything else of the engine.
     *
     * @throws TensorException where it is of another version, cannot be loaded, or another is loaded already
     */
    public static void take(Path folder) {
        Path libraries = (Files.isDirectory(folder.resolve("lib")) ? folder.resolve("lib") : folder).toAbsolutePath();
        for (String name : NEEDED) {
            if (!Files.exists(libraries.resolve(name))) {
                throw new TensorException(libraries + " has no " + name + ": name a folder with libtorch " + VERSION
                        + " for Linux, as pytorch.org and the wheel of torch have it");
            }
        }
        Path version = folder.resolve("build-version");
        if (Files.exists(version)) {
            requireVersion(folder, version);
        }
        // JavaCPP links to the folder from where it unpacks: other processes that unpack there would compute with it,
        // too.
        System.setProperty(
                "org.bytedeco.javacpp.cachedir", unpackedBeside(libraries).toString());
        // It looks in the folder before it unpacks its own.
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        System.setProperty("org.bytedeco.javacpp.platform.preloadpath", libraries.toString());
        System.setProperty("org.bytedeco.javacpp.platform.linkpath", libraries.toString());
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError missing) {
            throw notLoaded(libraries, missing);
        }
        if (!isLoadedFrom(libraries)) { // where the folder's cannot be loaded, JavaCPP goes on to its own
            throw notLoaded(libraries, null);
        }
    }

    private static Path unpackedBeside(Path libraries) {
        String name = "libtorch-" + UUID.nameUUIDFromBytes(libraries.toString().getBytes(StandardCharsets.UTF_8));
        return Path.of(System.getProperty("user.home"), ".javacpp", name);
    }

    private static TensorException notLoaded(Path libraries, @Nullable UnsatisfiedLinkError why) {
        return new TensorException(
                "libtorch in " + libraries + " cannot be loaded" + (why == null ? "" : ": " + why.getMessage())
                        + ". It must be " + VERSION
                        + " for this machine with all that it needs, such as CUDA's libraries:"
                        + " ldd " + libraries.resolve(CPU) + " says what is missing",
                why);
    }

    private static void requireVersion(Path folder, Path file) {
        try {
            String found = Files.readString(file).strip();
            if (!found.equals(VERSION) && !found.startsWith(VERSION + "+")) {
                throw new TensorException(
                        folder + " holds libtorch " + found + ", and " + VERSION + " is needed: take that one");
            }
        } catch (IOException e) {
            throw new TensorException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isLoadedFrom(Path libraries) {
        try (Stream<String> maps = Files.lines(MAPS)) {
            String wanted = libraries.toRealPath().resolve(CPU).toString();
            return maps.anyMatch(line -> line.endsWith(" " + wanted));
        } catch (IOException e) {
            throw new TensorException("cannot see which libtorch was loaded: " + e.getMessage(), e);
        }
    }
}
