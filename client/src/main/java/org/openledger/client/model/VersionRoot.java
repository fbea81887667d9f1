package org.openledger.client.model;

/**
 * A version of a Datanet that a model learned from.
 *
 * @param datanet the Datanet's number
 * @param number of the version
 * @param root of the Merkle tree over its rows
 */
public record VersionRoot(String datanet, long number, String root) {}
