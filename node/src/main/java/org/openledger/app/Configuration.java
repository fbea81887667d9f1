package org.openledger.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.openledger.store.Refusal;

/**
 * What a node is started with.
 *
 * @param home the project's folder: contracts, models, the built page
 * @param data the node's own folder; one node at a time
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param chain the JSON-RPC URL of another EVM network; empty starts the embedded chain
 * @param database a {@code jdbc:} URL; empty keeps SQLite in the data folder
 * @param base the base model's Hugging Face folder
 * @param site the URL people reach the page at, where that is not the loopback address
 */
public record Configuration(
        Path home,
        Path data,
        String host,
        int port,
        Optional<URI> chain,
        Optional<String> database,
        Path base,
        Optional<URI> site) {
    private static final int MAX_PORT = 65_535;

    public Configuration {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        base = base.toAbsolutePath().normalize();
        if (port < 0 || port > MAX_PORT) {
            throw new Refusal(Refusal.Kind.INVALID, "--port must be between 0 and " + MAX_PORT + ", not " + port);
        }
        if (site.isPresent() && site.get().getAuthority() == null) {
            throw new Refusal(
                    Refusal.Kind.INVALID, "--site must be a URL such as https://ledger.example.org, not " + site.get());
        }
        if (host.isBlank()) {
            throw new Refusal(
                    Refusal.Kind.INVALID, "--host must not be empty: use 127.0.0.1, or 0.0.0.0 to listen everywhere");
        }
    }

    /** The project's folder as the launcher says, else the folder this was started in. */
    public static Path homeFolder() {
        return Path.of(environment("OPENLEDGER_HOME").orElse("."))
                .toAbsolutePath()
                .normalize();
    }

    /** The toy base that comes with the project. */
    public static Path toyBase() {
        return homeFolder().resolve("models").resolve("openledger-toy");
    }

    /** The data folder when none is given: OPENLEDGER_DATA, else {@code data} in the folder this was started in. */
    public static Path dataFolder() {
        return Path.of(environment("OPENLEDGER_DATA").orElse("data"));
    }

    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
