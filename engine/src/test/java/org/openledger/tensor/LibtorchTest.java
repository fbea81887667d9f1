package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
final class LibtorchTest {
    @TempDir
    private Path folder;

    /** What another process does: takes libtorch from its argument, and computes. */
    static final class Taking {
        private Taking() {}

        public static void main(String[] folder) {
            try {
                Libtorch.take(Path.of(folder[0]));
                try (Scope _ = Scope.open()) {
                    System.out.println(Tensors.ones(3).sum().item_double());
                }
                Device.use("cuda");
            } catch (TensorException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    private String taking(Path taken) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.home=" + folder.resolve("home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taking.class.getName(),
                        taken.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** The very libraries that come with the engine, at another place. */
    private Path copied() throws IOException {
        Path own = Path.of(Loader.load(torch.class)).resolveSibling(".");
        Path libtorch = folder.resolve("libtorch");
        Path lib = Files.createDirectories(libtorch.resolve("lib"));
        try (Stream<Path> files = Files.list(own)) {
            for (Path each : files.filter(file -> !file.getFileName().toString().startsWith("libjni"))
                    .toList()) {
                Files.copy(each.toRealPath(), lib.resolve(each.getFileName()));
            }
        }
        return libtorch;
    }

    @Test
    void theLibraryOfAFolderComputesAndSaysWhatItLacks() throws Exception {
        Path shared = Path.of(Loader.load(torch.class)).resolveSibling("libopenblas.so.0");
        Path before = shared.toRealPath();
        assertThat(taking(copied()))
                .contains("3.0\n", "cuda is not there: this libtorch computes on the processor alone");
        assertThat(shared.toRealPath()).as("what other processes load").isEqualTo(before);
    }

    @Test
    void whatIsNoLibraryOfThisVersionIsRefused() throws Exception {
        assertThatThrownBy(() -> Libtorch.take(folder)).hasMessageContaining("has no libtorch.so");
        Path other = folder.resolve("other");
        Path lib = Files.createDirectories(other.resolve("lib"));
        for (String name : List.of("libtorch.so", "libtorch_cpu.so", "libc10.so")) {
            Files.writeString(lib.resolve(name), "not a library");
        }
        assertThat(taking(other)).contains("cannot be loaded").contains("It must be 2.10.0");
        Files.writeString(other.resolve("build-version"), "2.9.1+cu130\n");
        assertThatThrownBy(() -> Libtorch.take(other))
                .hasMessageContaining("holds libtorch 2.9.1+cu130, and 2.10.0 is needed");
    }
}
