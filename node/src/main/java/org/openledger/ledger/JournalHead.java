package org.openledger.ledger;

/** The newest entry's place, and the hash (64 hex characters) that commits to it and all before it. */
public record JournalHead(long position, String hash) {}
