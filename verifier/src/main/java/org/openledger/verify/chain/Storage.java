package org.openledger.verify.chain;

import java.math.BigInteger;

/** The storage of contracts, as of one block. */
public interface Storage {
    /**
     * The 32 bytes of a slot; zero where nothing was ever written.
     *
     * @param contract 0x and 40 lower-case digits
     */
    byte[] word(String contract, BigInteger slot);
}
