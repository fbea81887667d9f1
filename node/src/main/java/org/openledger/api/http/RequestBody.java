package org.openledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.openledger.store.BoundedStream;

/** Reads request bodies within a limit, whatever the client says or sends. */
public final class RequestBody {
    /** Enough for any JSON call of this API. */
    static final int MAX_JSON_BYTES = 1 << 20;

    private RequestBody() {}

    /** At most {@code maxBytes} of body; more is a 413 without reading the rest. */
    public static byte[] bytes(Context context, int maxBytes) {
        refuseDeclaredLonger(context, maxBytes);
        try {
            byte[] body = context.req().getInputStream().readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw ApiException.tooLarge(maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw ApiException.invalid(null, "The body ended early: " + e.getMessage());
        }
    }

    /** The body as a stream that ends in a 413 after {@code maxBytes}. */
    public static InputStream stream(Context context, long maxBytes) {
        refuseDeclaredLonger(context, maxBytes);
        try {
            return new BoundedStream(context.req().getInputStream(), maxBytes, ApiException::tooLarge);
        } catch (IOException e) {
            throw ApiException.invalid(null, "The body cannot be read: " + e.getMessage());
        }
    }

    private static void refuseDeclaredLonger(Context context, long maxBytes) {
        if (context.req().getContentLengthLong() > maxBytes) {
            throw ApiException.tooLarge(maxBytes);
        }
    }
}
