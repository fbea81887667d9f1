package org.openledger.verify;

import java.math.BigInteger;
import java.util.Random;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Secp256k1;

/** A secp256k1 key for tests: its arithmetic leaks timing, and its randomness comes from a printed seed. */
public final class ThrowawayKey {
    private static final BigInteger N = Secp256k1.ORDER;

    private final BigInteger secret;
    private final Random random;
    private final String address;

    private ThrowawayKey(BigInteger secret, Random random) {
        this.secret = secret;
        this.random = random;
        this.address = timesG(secret).address();
    }

    public static ThrowawayKey random(Random random) {
        return new ThrowawayKey(scalar(random), random);
    }

    public String address() {
        return address;
    }

    /** An operator's signature over canonical bytes, as 0x and 65 bytes. */
    public String signOperator(byte[] canonicalBytes) {
        return Hex.prefixed(sign(OperatorSignature.digest(canonicalBytes)));
    }

    /** ECDSA (SEC 1, section 4.1.3) with the smaller s, as r‖s‖v. */
    public byte[] sign(byte[] hash) {
        BigInteger k = scalar(random);
        Secp256k1.Point point = timesG(k);
        BigInteger r = point.x().mod(N);
        BigInteger s = k.modInverse(N)
                .multiply(new BigInteger(1, hash).add(r.multiply(secret)))
                .mod(N);
        boolean odd = point.y().testBit(0);
        if (s.compareTo(N.shiftRight(1)) > 0) {
            s = N.subtract(s);
            odd = !odd;
        }
        byte[] signature = new byte[65];
        System.arraycopy(Secp256k1.word(r), 0, signature, 0, 32);
        System.arraycopy(Secp256k1.word(s), 0, signature, 32, 32);
        signature[64] = (byte) (odd ? 28 : 27);
        return signature;
    }

    private static Secp256k1.Point timesG(BigInteger scalar) {
        return Secp256k1.combine(scalar, BigInteger.ZERO, Secp256k1.GENERATOR);
    }

    private static BigInteger scalar(Random random) {
        return new BigInteger(256, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }
}
