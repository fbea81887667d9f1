package org.openledger.ledger;

/**
 * An entry in its place in the journal.
 *
 * @param position from 1, without gaps
 * @param hash SHA-256 over the hash before it and the entry's canonical bytes, 64 hex characters
 */
public record PostedEntry(long position, Entry entry, String hash) {}
