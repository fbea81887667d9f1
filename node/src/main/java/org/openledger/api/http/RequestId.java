package org.openledger.api.http;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a request is called in its answer's header, in a refusal, and in the node's log. */
final class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final int BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    static void stamp(Context context) {
        byte[] id = new byte[BYTES];
        RANDOM.nextBytes(id);
        context.header(HEADER, HexFormat.of().formatHex(id));
    }

    static String of(Context context) {
        return String.valueOf(context.res().getHeader(HEADER));
    }
}
