package org.openledger.client.call;

/** The body of a call that sends none. */
public record NoBody() {
    public static final NoBody NONE = new NoBody();
}
