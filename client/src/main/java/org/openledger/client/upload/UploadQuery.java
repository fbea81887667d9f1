package org.openledger.client.upload;

/**
 * Whose files are meant.
 *
 * @param contributor their address
 */
public record UploadQuery(String contributor) {}
