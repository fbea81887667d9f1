package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.credential.AdapterManifest;

/** That others' tools read it is shown by bench/evidence/accept.sh. */
@Tag("unit")
final class AdapterManifestTest {
    private static AdapterManifest manifest(String adapter) {
        return new AdapterManifest(
                "0123",
                "sourdough",
                2,
                Hex.of(Hashes.sha256(adapter.getBytes(StandardCharsets.UTF_8))),
                List.of(new Receipt.Version("1", 2, "ab".repeat(32))));
    }

    @Test
    void aKeySignsOneManifestOfAnAdapterAndNoOtherFileIsIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LogKey key = LogKey.generate("log.example/one");
        byte[] file = manifest("a").issue(key);
        manifest("a").check(file, key.verifierKey());
        assertThat(manifest("a").issue(key)).isEqualTo(file);
        VerifierKey other = LogKey.generate("log.example/one").verifierKey();
        assertThatThrownBy(() -> manifest("a").check(file, other)).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> manifest("b").check(file, key.verifierKey()))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("it is not the manifest of the adapter");
        for (int i = 0; i < 500; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> manifest("a").check(damaged, key.verifierKey()))
                    .as("seed %d", seed)
                    .isInstanceOf(VerifyException.class);
        }
    }
}
