package org.openledger.verify.chain;

import java.math.BigInteger;
import java.util.Arrays;
import org.openledger.verify.bytes.Hashes;

/** Where Solidity keeps things (its documentation: Layout of State Variables in Storage). */
final class Slots {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private Slots() {}

    /** The place of a key's value in the mapping at a slot. */
    static BigInteger of(BigInteger mapping, BigInteger key) {
        return new BigInteger(1, Hashes.keccak256(bytes(key), bytes(mapping)));
    }

    static BigInteger of(long mapping, BigInteger key) {
        return of(BigInteger.valueOf(mapping), key);
    }

    /** The place of an item of the array at a slot, which itself has the length. */
    static BigInteger item(BigInteger array, long index, int slotsEach) {
        return plus(new BigInteger(1, Hashes.keccak256(bytes(array))), Math.multiplyExact(index, slotsEach));
    }

    static BigInteger plus(BigInteger slot, long more) {
        return slot.add(BigInteger.valueOf(more)).mod(MODULUS);
    }

    static byte[] bytes(BigInteger slot) {
        byte[] digits = slot.toByteArray();
        byte[] word = new byte[Hashes.BYTES];
        int length = Math.min(digits.length, word.length);
        System.arraycopy(digits, digits.length - length, word, word.length - length, length);
        return word;
    }

    /** A value that shares its word with others: {@code bytes} from the right, after {@code before} bytes. */
    static long packed(byte[] word, int before, int bytes) {
        int end = word.length - before;
        return new BigInteger(1, Arrays.copyOfRange(word, end - bytes, end)).longValueExact();
    }
}
