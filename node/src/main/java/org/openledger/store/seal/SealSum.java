package org.openledger.store.seal;

import java.math.BigInteger;

/** A sum of seals modulo 2^256: whatever the order of the rows, it is the same, and a row goes out of it as it came in. */
record SealSum(BigInteger value) {
    static final int BYTES = 32;
    static final SealSum ZERO = new SealSum(BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BYTES * Byte.SIZE);

    static SealSum of(byte[] bytes) {
        return new SealSum(new BigInteger(1, bytes));
    }

    SealSum plus(byte[] seal) {
        return new SealSum(value.add(new BigInteger(1, seal)).mod(MODULUS));
    }

    SealSum minus(byte[] seal) {
        return new SealSum(value.subtract(new BigInteger(1, seal)).mod(MODULUS));
    }

    /** Big-endian. */
    byte[] bytes() {
        byte[] digits = value.toByteArray();
        byte[] all = new byte[BYTES];
        int length = Math.min(BYTES, digits.length);
        System.arraycopy(digits, digits.length - length, all, BYTES - length, length);
        return all;
    }
}
