package org.openledger.client.wallet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * Licences that an account buys, where the node keeps its key.
 *
 * @param holder who pays for them, out of what it holds, and has them
 * @param datanet the Datanet's number
 * @param version its number; the latest published one without it
 * @param termsId the terms, 0x and 64 hexadecimal digits, which fix the price
 * @param amount how many; of what expires, each lasts one term after the other
 */
public record NewLicence(
        String holder,
        @Example("\"1\"") String datanet,
        @Bounds(from = 1, to = 1_000_000_000) Optional<Long> version,

        @Example("\"0x4c9c66d4b9b9d2f8b5ab5bf8b9a4f5f0e1d0c8b7a6958473625140f3e2d1c0b9\"")
        String termsId,

        @Bounds(from = 1, to = 1_000_000) long amount) {}
