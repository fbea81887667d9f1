package org.openledger.verify.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.ThrowawayKey;

@Tag("unit")
final class Secp256k1Test {
    private static final byte[] HASH = Hex.parse("1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655");
    private static final String SIGNATURE = "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
            + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";

    /** The example of web3.js's documentation of accounts.sign("Some data"). */
    @Test
    void recoversTheSignerOfThePublishedExample() {
        assertThat(Secp256k1.recover(HASH, Hex.parse(SIGNATURE)))
                .isEqualTo("0x2c7536e3605d9c16a7a3d7b1898e529396a65c23");
    }

    @Test
    void aSecondSpellingOfTheSameSignatureIsRefused() {
        byte[] signature = Hex.parse(SIGNATURE);
        BigInteger high = Secp256k1.ORDER.subtract(new BigInteger(1, signature, 32, 32));
        System.arraycopy(Secp256k1.word(high), 0, signature, 32, 32);
        signature[64] = 27;
        assertThatThrownBy(() -> Secp256k1.recover(HASH, signature))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("smaller of the two");
    }

    @Test
    void valuesOutsideTheCurveAreRefused() {
        byte[] zeros = new byte[65];
        zeros[64] = 27;
        assertRefused(zeros);
        byte[] ones = new byte[65];
        java.util.Arrays.fill(ones, (byte) 0xFF);
        ones[64] = 28;
        assertRefused(ones);
        byte[] wrongV = Hex.parse(SIGNATURE);
        wrongV[64] = 0;
        assertRefused(wrongV);
        assertRefused(new byte[64]);
    }

    @Test
    void recoversEverySignerOrRefuses() {
        long seed = 20_261_120;
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            ThrowawayKey key = ThrowawayKey.random(random);
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            byte[] signature = key.sign(hash);
            assertThat(Secp256k1.recover(hash, signature)).as("seed %d", seed).isEqualTo(key.address());
            signature[random.nextInt(65)] ^= (byte) (1 << random.nextInt(8));
            assertThat(recoverOrRefuse(hash, signature)).as("seed %d", seed).isNotEqualTo(key.address());
        }
    }

    /** u1·G + u2·R meets the doubling and the infinity case when R is G or its negative. */
    @Test
    void additionHandlesEqualAndOppositePoints() {
        Secp256k1.Point g = Secp256k1.GENERATOR;
        BigInteger three = BigInteger.valueOf(3);
        BigInteger five = BigInteger.valueOf(5);
        Secp256k1.Point eight = Secp256k1.combine(BigInteger.valueOf(8), BigInteger.ZERO, g);
        assertThat(Secp256k1.combine(three, five, g)).isEqualTo(eight);
        Secp256k1.Point minusG = Secp256k1.combine(Secp256k1.ORDER.subtract(BigInteger.ONE), BigInteger.ZERO, g);
        assertThat(Secp256k1.combine(BigInteger.valueOf(11), three, minusG)).isEqualTo(eight);
        assertThatThrownBy(() -> Secp256k1.combine(five, five, minusG)).isInstanceOf(VerifyException.class);
    }

    private static void assertRefused(byte[] signature) {
        assertThatThrownBy(() -> Secp256k1.recover(HASH, signature)).isInstanceOf(VerifyException.class);
    }

    private static String recoverOrRefuse(byte[] hash, byte[] signature) {
        try {
            return Secp256k1.recover(hash, signature);
        } catch (VerifyException refused) {
            return "refused";
        }
    }
}
