package org.openledger.client.evidence;

/**
 * What is asked about.
 *
 * @param of an id, an address, a name or a leaf, as {@link EvidenceWanted} has it
 */
public record EvidenceQuery(String of) {}
