package org.openledger.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.backup.SnapshotManifest.CopiedFile;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** What a backup of a stranger, or of a crash, cannot do. */
@Tag("unit")
final class SnapshotFolderTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final byte[] CONTENT = "a piece".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private SnapshotFolder.Snapshot add(SnapshotFolder to, String id, String path) throws IOException {
        to.work();
        String digest = Hex.of(Hashes.sha256(CONTENT));
        to.put(digest, CONTENT);
        CopiedFile file = new CopiedFile(path, CONTENT.length, digest, List.of(digest));
        SnapshotManifest manifest =
                new SnapshotManifest(SnapshotManifest.FORMAT, 1, "1", "V1", "0x1", 0, List.of(file));
        return to.add(id, manifest, _ -> CONTENT);
    }

    @Test
    void onlyFilesOfANodeAreRestored() throws IOException {
        Path backup = folder.resolve("backup");
        try (SnapshotFolder to = SnapshotFolder.openToAdd(backup)) {
            Restore restore = new Restore(to, CopyListener.NONE);
            int id = 0;
            for (String path : List.of(
                    "../blobs", "/etc/passwd", "master.key", "models/a/../../x", "anything", "node.lock", "a\0b")) {
                SnapshotFolder.Snapshot hostile = add(to, "hostile" + id++, path);
                assertThatThrownBy(() -> restore.check(hostile))
                        .as(path)
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining("does not restore");
            }
            restore.check(add(to, "kept", "chain/genesis.json"));
        }
    }

    @Test
    void whatABackupLeftThatWasCutOffIsNoSnapshot() throws IOException {
        Path backup = folder.resolve("backup");
        try (SnapshotFolder to = SnapshotFolder.openToAdd(backup)) {
            add(to, "first", "chain/genesis.json");
            Files.writeString(to.work().resolve("manifest.json"), "half");
            assertThatThrownBy(() -> SnapshotFolder.openToAdd(backup)).hasMessageContaining("another backup");
        }
        try (SnapshotFolder to = SnapshotFolder.openToAdd(backup)) {
            assertThat(to.ids()).containsExactly("first");
            assertThat(backup.resolve("incoming")).doesNotExist();
            new Restore(to, CopyListener.NONE).check(to.snapshot(Optional.empty()));
        }
    }

    @Test
    void keysOpenWithTheirPassphraseAndTheirManifestAlone() {
        byte[] sealed = EncryptedKeys.seal(Map.of("master.key", CONTENT), PASSPHRASE, "aa");
        assertThat(EncryptedKeys.open(sealed, PASSPHRASE, "aa").get("master.key"))
                .isEqualTo(CONTENT);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("master.key", "a piece");
        assertThatThrownBy(() -> EncryptedKeys.open(sealed, PASSPHRASE + "!", "aa"))
                .isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> EncryptedKeys.open(sealed, PASSPHRASE, "ab")).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> EncryptedKeys.seal(Map.of(), "too short", "aa"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("12 or more");
    }
}
