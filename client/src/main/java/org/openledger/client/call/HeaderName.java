package org.openledger.client.call;

/** A header of ours that an endpoint takes; a caller may leave it out. */
public record HeaderName(String name, String description, String example) {}
