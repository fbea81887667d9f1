package org.openledger.client.datanet;

/**
 * Who contributes.
 *
 * @param contributor their address
 */
public record ContributorQuery(String contributor) {}
