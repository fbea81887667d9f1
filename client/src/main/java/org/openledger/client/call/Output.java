package org.openledger.client.call;

/**
 * What a call is answered with.
 *
 * @param <A> how the client gives it on
 */
public sealed interface Output<A> {
    /** No content. */
    record Nothing() implements Output<NoBody> {}

    /** One JSON object. */
    record Json<A extends Record>(Class<A> type) implements Output<A> {}

    /**
     * Lines of JSON, written as the work goes on; the last one is the result.
     *
     * @param progress each line before the last
     */
    record Lines<A extends Record>(Class<? extends Record> progress, Class<A> result) implements Output<A> {}

    /**
     * Bytes of another standard.
     *
     * @param mediaType as the Content-Type says it
     * @param description of what they are
     */
    record Raw(String mediaType, String description) implements Output<byte[]> {}

    /**
     * A document whose bytes were signed or digested: JSON that is passed on as it is.
     *
     * @param describedBy the record that has its members
     */
    record Document(Class<? extends Record> describedBy, String description) implements Output<byte[]> {}
}
