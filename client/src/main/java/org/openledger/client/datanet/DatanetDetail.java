package org.openledger.client.datanet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * A Datanet with all that belongs to it.
 *
 * @param line what a list shows of it
 * @param terms the text that contributors sign for
 * @param termsDigest SHA-256 of the terms
 * @param commonsAccount the account of its commons, whose money its owner gives to somebody by a claim; left out before there is any
 * @param publishedRows how many rows its latest version has; 0 before the first
 */
public record DatanetDetail(
        @JsonUnwrapped DatanetLine line,
        String terms,
        String termsDigest,
        Optional<String> commonsAccount,
        long publishedRows) {}
