package org.openledger.datanet.file;

/**
 * Where a record begins.
 *
 * @param record its number among all that the file has, from 1
 * @param line its line in the file, from 1; 0 where the file has no lines
 */
public record Place(long record, long line) {}
