package org.openledger.verify.reward;

import java.util.List;

/** A tree of what accounts have earned, under whose root a contract pays claims. */
public interface ClaimTree {
    byte[] root();

    /** What leads from the account's leaf to the root, lowest first. */
    List<byte[]> proof(String account);
}
