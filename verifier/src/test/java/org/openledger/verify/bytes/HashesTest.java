package org.openledger.verify.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class HashesTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);

    @Test
    void agreeWithThePublishedValues() {
        assertThat(Hex.of(Hashes.sha256(ABC)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Hex.of(Hashes.keccak256(ABC)))
                .isEqualTo("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
        assertThat(Hex.of(Hashes.keccak256()))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @Test
    void hexHasOneSpelling() {
        assertThat(Hex.parsePrefixed("0x00ff")).containsExactly(0, 255);
        for (String text : new String[] {"0", "0G", "FF", "0x00", "٠٠"}) {
            assertThatThrownBy(() -> Hex.parse(text)).isInstanceOf(VerifyException.class);
        }
        assertThatThrownBy(() -> Hex.parsePrefixed("00")).isInstanceOf(VerifyException.class);
    }
}
