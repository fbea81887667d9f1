package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

@Tag("unit")
final class SampleTest {
    private static final byte[] ROOT = Hashes.sha256("root".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] NONCE = Hashes.sha256("nonce".getBytes(StandardCharsets.US_ASCII));

    /** By python3: sha256(b"openledger.beacon/1" + root + (7).to_bytes(8) + nonce), and the draw as the Javadoc says it. */
    @Test
    void anyoneCanRepeatTheDraw() {
        assertThat(Hex.of(Sample.beacon(ROOT, 7, NONCE)))
                .isEqualTo("94dfe9eb477343cbf59fad287c609a14406e28c8a9123aefbd015e2d4af521ba");
        assertThat(Sample.commitment(NONCE))
                .isEqualTo("1d66d6bd1776e363384870010059c05ca59e04391e0bde98469467580ecea7b8");
        assertThat(Sample.draw(Sample.beacon(ROOT, 7, NONCE), 1_000, 5)).isEqualTo(List.of(740, 986, 796, 392, 367));
    }

    @Test
    void placesAreDistinctAndAllAreDrawnWhenNoFewerAreAskedFor() {
        byte[] beacon = Sample.beacon(ROOT, 1, NONCE);
        assertThat(Sample.draw(beacon, 50, 50))
                .hasSize(50)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 50).boxed().toList());
        assertThat(Sample.draw(beacon, 3, 100)).hasSize(3);
        assertThat(Sample.draw(beacon, 0, 5)).isEmpty();
        assertThat(new HashSet<>(Sample.draw(beacon, 1_000_000, 1_000))).hasSize(1_000);
    }

    @Test
    void anotherNonceRootOrEpochIsAnotherDraw() {
        byte[] other = Hashes.sha256(NONCE);
        assertThat(new HashSet<>(List.of(
                        Hex.of(Sample.beacon(ROOT, 1, NONCE)),
                        Hex.of(Sample.beacon(ROOT, 2, NONCE)),
                        Hex.of(Sample.beacon(ROOT, 1, other)),
                        Hex.of(Sample.beacon(other, 1, NONCE)),
                        Sample.commitment(NONCE))))
                .hasSize(5);
        assertThatThrownBy(() -> Sample.beacon(ROOT, 1, new byte[31])).hasMessageContaining("64 hexadecimal digits");
    }
}
