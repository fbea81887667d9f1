package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

@Tag("unit")
final class CheckpointTest {
    private static final String ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
    private static final LogKey KEY = LogKey.generate("openledger.local/test");

    /** The example of Go's golang.org/x/mod/sumdb/note documentation. */
    @Test
    void acceptsThePublishedNoteAndKey() {
        VerifierKey key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);
        SignedNote.Signature signature = note.signatures().get(0);
        assertThat(signature.keyId()).isEqualTo(key.id());
        assertThat(key.verify(note.text().getBytes(StandardCharsets.UTF_8), Hex.parse(signature.signature())))
                .isTrue();
    }

    @Test
    void whatAKeySignsItsVerifierKeyAccepts() {
        Checkpoint checkpoint = new Checkpoint("openledger.local/test", 8, ROOT);
        String note = checkpoint.sign(KEY);
        assertThat(Checkpoint.verify(note, VerifierKey.parse(KEY.vkey()))).isEqualTo(checkpoint);
        assertThat(Checkpoint.parseUnverified(note)).isEqualTo(checkpoint);
    }

    @Test
    void aKeyReadBackSignsTheSame() {
        LogKey again = LogKey.parse(KEY.secretText());
        Checkpoint checkpoint = new Checkpoint("openledger.local/test", 8, ROOT);
        assertThat(again.vkey()).isEqualTo(KEY.vkey());
        assertThat(checkpoint.sign(again)).isEqualTo(checkpoint.sign(KEY));
    }

    @Test
    void anotherLogsKeyIsRefused() {
        String note = new Checkpoint("openledger.local/test", 8, ROOT).sign(KEY);
        VerifierKey sameName = LogKey.generate("openledger.local/test").verifierKey();
        VerifierKey otherName = LogKey.generate("openledger.local/other").verifierKey();
        assertThatThrownBy(() -> Checkpoint.verify(note, sameName)).hasMessageContaining("not signed by");
        assertThatThrownBy(() -> Checkpoint.verify(note, otherName)).hasMessageContaining("not of openledger");
    }

    @Test
    void everyChangedCharacterIsRefused() {
        String note = new Checkpoint("openledger.local/test", 8, ROOT).sign(KEY);
        for (int i = 0; i < note.length(); i++) {
            String changed = note.substring(0, i) + (char) (note.charAt(i) ^ 1) + note.substring(i + 1);
            assertThatThrownBy(() -> Checkpoint.verify(changed, KEY.verifierKey()))
                    .as("character %d", i)
                    .isInstanceOf(VerifyException.class);
        }
    }

    @Test
    void halfAKeyFileIsRefused() {
        String secret = KEY.secretText();
        assertThatThrownBy(() -> LogKey.parse("")).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> LogKey.parse(secret.substring(0, 60))).isInstanceOf(VerifyException.class);
        String foreign = LogKey.generate("openledger.local/test").vkey();
        assertThatThrownBy(() -> LogKey.parse(secret.lines().toList().get(0) + "\n" + foreign + "\n"))
                .isInstanceOf(VerifyException.class);
    }
}
