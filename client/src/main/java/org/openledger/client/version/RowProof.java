package org.openledger.client.version;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * That a row is in a version.
 *
 * @param leaf the row's
 * @param place in the version's tree, from 0
 * @param size how many rows the version has
 * @param root of the version
 * @param hashes the path from leaf to root (RFC 6962)
 */
public record RowProof(
        String leaf,
        long place,
        long size,
        String root,
        @AtMost(64) List<String> hashes) {}
