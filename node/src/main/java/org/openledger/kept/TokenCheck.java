package org.openledger.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.client.NodeClient;
import org.openledger.store.SettingTable;
import org.openledger.store.seal.Finding;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Whether the administrator's token is the one that the node last started with. The database has its digest alone. */
public final class TokenCheck {
    private static final String FILE = NodeClient.TOKEN_FILE;
    private static final String DIGEST = "http.admin-token-digest";

    private TokenCheck() {}

    /** The node starts with this token. */
    public static void keep(Handle tx, String token) {
        String digest = digest(token);
        if (!SettingTable.find(tx, DIGEST).equals(Optional.of(digest))) {
            SettingTable.put(tx, DIGEST, digest);
        }
    }

    static List<Finding> fsck(Handle handle, Path data) {
        Optional<String> kept = SettingTable.find(handle, DIGEST);
        if (kept.isEmpty()) {
            return List.of();
        }
        Path file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return List.of(new Finding(FILE, "", "it is gone", "the node makes another when it starts"));
            }
            return digest(Files.readString(file, StandardCharsets.ISO_8859_1).strip())
                            .equals(kept.get())
                    ? List.of()
                    : List.of(new Finding(
                            FILE,
                            "",
                            "it is not the token that the node last started with",
                            "restore it, or start the node to take it as it is"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String digest(String token) {
        return Hex.of(Hashes.sha256(token.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
