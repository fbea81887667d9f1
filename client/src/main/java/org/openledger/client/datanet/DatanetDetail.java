package org.openledger.client.datanet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A Datanet with all that belongs to it.
 *
 * @param line what a list shows of it
 * @param terms the text that contributors sign for
 * @param termsDigest SHA-256 of the terms
 * @param versions that were published, oldest first
 * @param contributions to it
 */
public record DatanetDetail(
        @JsonUnwrapped DatanetLine line,
        String terms,
        String termsDigest,
        List<VersionLine> versions,
        List<ContributionLine> contributions) {}
