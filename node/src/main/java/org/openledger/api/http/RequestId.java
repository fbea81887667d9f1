package org.openledger.api.http;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a request is called in its answer's header, in a refusal, and in each line of the node's log: as the caller calls it, in
 * {@code X-Request-Id} or the trace id of {@code traceparent} (W3C Trace Context), or by random digits.
 */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final String LOGGED = "request";
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NO_TRACE = "0".repeat(32);
    private static final int BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    static void stamp(Context context) {
        String id = given(context.header(HEADER), context.header("traceparent"));
        context.header(HEADER, id);
        MDC.put(LOGGED, id);
    }

    /** The thread serves another request next. */
    static void forget() {
        MDC.remove(LOGGED);
    }

    private static String given(@Nullable String id, @Nullable String traceParent) {
        if (id != null && GIVEN.matcher(id).matches()) {
            return id;
        }
        Matcher trace = TRACE.matcher(traceParent == null ? "" : traceParent);
        return trace.matches() && !trace.group(1).equals(NO_TRACE) ? trace.group(1) : fresh();
    }

    static String fresh() {
        byte[] id = new byte[BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static String of(Context context) {
        return String.valueOf(context.res().getHeader(HEADER));
    }
}
