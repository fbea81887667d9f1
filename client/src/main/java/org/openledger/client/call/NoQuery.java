package org.openledger.client.call;

/** The query of a call that takes none. */
public record NoQuery() {
    public static final NoQuery NONE = new NoQuery();
}
