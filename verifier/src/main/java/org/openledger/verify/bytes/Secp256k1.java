package org.openledger.verify.bytes;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ethereum's signature check: recovers who signed, on the curve y² = x³ + 7 (SEC 2, section 2.4.1; recovery in SEC 1,
 * section 4.1.6). It never touches a secret, so plain BigInteger arithmetic is safe here; signing belongs elsewhere.
 */
public final class Secp256k1 {
    public static final int SIGNATURE_BYTES = 65;

    private static final BigInteger P =
            new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);
    public static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final BigInteger ROOT_EXPONENT = P.add(BigInteger.ONE).shiftRight(2);
    private static final BigInteger SEVEN = BigInteger.valueOf(7);
    private static final int BITS = 256;
    private static final int WORD_BYTES = 32;

    public static final Point GENERATOR = new Point(
            new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16),
            new BigInteger("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", 16));

    private Secp256k1() {}

    /** A point other than infinity, by its coordinates. */
    public record Point(BigInteger x, BigInteger y) {
        public String address() {
            byte[] hash = Hashes.keccak256(word(x), word(y));
            return Hex.prefixed(Arrays.copyOfRange(hash, 12, hash.length));
        }
    }

    /**
     * The address whose key made this signature over this 32-byte hash. The signature is r‖s‖v with v 27 or 28 and the
     * smaller of the two possible s (EIP-2), so that nobody can make a second valid signature out of a first.
     */
    public static String recover(byte[] hash, byte[] signature) {
        if (hash.length != WORD_BYTES || signature.length != SIGNATURE_BYTES) {
            throw new VerifyException("recovery needs a hash of 32 bytes and a signature of 65");
        }
        BigInteger r = new BigInteger(1, signature, 0, WORD_BYTES);
        BigInteger s = new BigInteger(1, signature, WORD_BYTES, WORD_BYTES);
        int v = signature[SIGNATURE_BYTES - 1] & 0xFF;
        if (v != 27 && v != 28) {
            throw new VerifyException("the signature's last byte (v) is " + v + ", not 27 or 28");
        }
        if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0 || s.compareTo(HALF_ORDER) > 0) {
            throw new VerifyException("the signature's r or s is out of range (s must be the smaller of the two)");
        }
        BigInteger inverse = r.modInverse(ORDER);
        BigInteger e = new BigInteger(1, hash);
        BigInteger u1 = e.negate().multiply(inverse).mod(ORDER);
        BigInteger u2 = s.multiply(inverse).mod(ORDER);
        return combine(u1, u2, lift(r, v == 28)).address();
    }

    /** The number as 32 bytes, big-endian. */
    public static byte[] word(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] word = new byte[WORD_BYTES];
        int length = Math.min(bytes.length, WORD_BYTES);
        System.arraycopy(bytes, bytes.length - length, word, WORD_BYTES - length, length);
        return word;
    }

    /** The point with this x and an odd or even y. */
    private static Point lift(BigInteger x, boolean odd) {
        BigInteger square = x.pow(3).add(SEVEN).mod(P);
        BigInteger y = square.modPow(ROOT_EXPONENT, P);
        if (!y.multiply(y).mod(P).equals(square)) {
            throw new VerifyException("the signature's r is not on the curve");
        }
        return new Point(x, y.testBit(0) == odd ? y : P.subtract(y));
    }

    /** a·G + b·R, walking the bits of both numbers together (Shamir's trick). */
    public static Point combine(BigInteger a, BigInteger b, Point other) {
        Jacobian generatorPlusOther = new Jacobian();
        generatorPlusOther.add(GENERATOR);
        generatorPlusOther.add(other);
        Optional<Point> both = generatorPlusOther.affine();
        Jacobian sum = new Jacobian();
        for (int bit = BITS - 1; bit >= 0; bit--) {
            sum.twice();
            if (a.testBit(bit) && b.testBit(bit)) {
                both.ifPresent(sum::add);
            } else if (a.testBit(bit)) {
                sum.add(GENERATOR);
            } else if (b.testBit(bit)) {
                sum.add(other);
            }
        }
        return sum.affine().orElseThrow(() -> new VerifyException("the signature belongs to no key"));
    }

    /** x = X/Z², y = Y/Z³; infinity has Z = 0. Formulas dbl-2009-l and madd of the Explicit-Formulas Database. */
    private static final class Jacobian {
        private BigInteger x = BigInteger.ONE;
        private BigInteger y = BigInteger.ONE;
        private BigInteger z = BigInteger.ZERO;

        boolean isInfinity() {
            return z.signum() == 0;
        }

        void twice() {
            if (isInfinity()) {
                return;
            }
            BigInteger a = square(x);
            BigInteger b = square(y);
            BigInteger c = square(b);
            BigInteger d = square(x.add(b)).subtract(a).subtract(c).shiftLeft(1);
            BigInteger e = a.multiply(BigInteger.valueOf(3));
            BigInteger newX = square(e).subtract(d.shiftLeft(1)).mod(P);
            z = y.multiply(z).shiftLeft(1).mod(P);
            y = e.multiply(d.subtract(newX)).subtract(c.shiftLeft(3)).mod(P);
            x = newX;
        }

        void add(Point q) {
            if (isInfinity()) {
                x = q.x();
                y = q.y();
                z = BigInteger.ONE;
                return;
            }
            BigInteger zz = square(z);
            BigInteger h = q.x().multiply(zz).subtract(x).mod(P);
            BigInteger r = q.y().multiply(zz).mod(P).multiply(z).subtract(y).mod(P);
            if (h.signum() == 0) {
                if (r.signum() == 0) {
                    twice();
                } else {
                    z = BigInteger.ZERO;
                }
                return;
            }
            BigInteger hh = square(h);
            BigInteger hhh = h.multiply(hh).mod(P);
            BigInteger v = x.multiply(hh).mod(P);
            BigInteger newX =
                    r.multiply(r).subtract(hhh).subtract(v.shiftLeft(1)).mod(P);
            y = r.multiply(v.subtract(newX)).subtract(y.multiply(hhh)).mod(P);
            z = z.multiply(h).mod(P);
            x = newX;
        }

        /** Empty for infinity. */
        Optional<Point> affine() {
            if (isInfinity()) {
                return Optional.empty();
            }
            BigInteger inverse = z.modInverse(P);
            BigInteger square = square(inverse);
            return Optional.of(new Point(
                    x.multiply(square).mod(P),
                    y.multiply(square).mod(P).multiply(inverse).mod(P)));
        }

        private static BigInteger square(BigInteger value) {
            return value.multiply(value).mod(P);
        }
    }
}
