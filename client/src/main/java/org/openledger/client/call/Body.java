package org.openledger.client.call;

/**
 * What a call sends.
 *
 * @param <B> how the client is given it
 */
public sealed interface Body<B> {
    /** Nothing. */
    record Nothing() implements Body<NoBody> {}

    /** One JSON object. */
    record Json<B extends Record>(Class<B> type) implements Body<B> {}

    /**
     * Bytes of another standard, passed on as they are.
     *
     * @param mediaType as the Content-Type says it
     * @param description of what they are
     */
    record Raw(String mediaType, String description) implements Body<byte[]> {}
}
