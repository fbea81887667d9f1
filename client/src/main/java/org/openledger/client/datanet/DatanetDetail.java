package org.openledger.client.datanet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A Datanet with all that belongs to it.
 *
 * @param line what a list shows of it
 * @param terms the text that contributors sign for
 * @param termsDigest SHA-256 of the terms
 * @param publishedRows how many rows its latest version has; 0 before the first
 */
public record DatanetDetail(@JsonUnwrapped DatanetLine line, String terms, String termsDigest, long publishedRows) {}
