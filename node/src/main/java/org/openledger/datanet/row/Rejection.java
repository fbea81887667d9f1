package org.openledger.datanet.row;

import java.util.Optional;

/**
 * A line of an upload that did not become a row.
 *
 * @param line from 1
 * @param detail a sentence: what is wrong and what to do
 * @param leader the leaf of the row this one repeats
 */
public record Rejection(long line, Reason reason, String detail, Optional<String> leader) {}
