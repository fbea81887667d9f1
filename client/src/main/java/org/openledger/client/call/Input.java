package org.openledger.client.call;

/**
 * What a call sends.
 *
 * @param <B> how the client is given it
 */
public sealed interface Input<B> {
    /** Nothing. */
    record Nothing() implements Input<NoBody> {}

    /** One JSON object. */
    record Json<B extends Record>(Class<B> type) implements Input<B> {}

    /**
     * Bytes of another standard, passed on as they are.
     *
     * @param mediaType as the Content-Type says it
     * @param description of what they are
     */
    record Raw(String mediaType, String description) implements Input<byte[]> {}
}
