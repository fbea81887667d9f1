package org.openledger.api.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openledger.client.OpenAiError;
import org.openledger.client.Problem;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what was thrown becomes an answer over HTTP: OpenAI's shape below {@code /v1}, {@code /agents/v1} and {@code /x402/v1}, problem
 * details (RFC 9457) everywhere else. What failed for reasons of the node's own is told to its log alone.
 */
public final class RefusalAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAnswer.class);
    /** What nobody may keep: unless a route says otherwise, what it answers may be one caller's alone. */
    static final String NO_STORE = "no-store";

    static final String PROBLEM_TYPE = Problem.CONTENT_TYPE;
    private static final List<String> OPENAI_PATHS = List.of("/v1/", "/agents/v1/", "/x402/v1/");
    private static final String INSTANCE_PREFIX = "urn:openledger:request:";
    private static final int MAX_LOGGED_CHARACTERS = 200;
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int LINGER_BUFFER_BYTES = 64 * 1024;
    private static final long LEAST_RETRY_MILLIS = 1_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    private RefusalAnswer() {}

    /**
     * How a kind looks over HTTP.
     *
     * @param title in problem details
     * @param type in OpenAI's error
     * @param code in OpenAI's error
     */
    private record Form(
            int status, String title, String type, @Nullable String code) {}

    private static Form form(Kind kind) {
        return switch (kind) {
            case INVALID -> new Form(400, "Invalid request", "invalid_request_error", null);
            case MALFORMED -> new Form(400, "Malformed body", "invalid_request_error", "invalid_json");
            case UNSUPPORTED -> new Form(400, "Not supported", "invalid_request_error", "unsupported_parameter");
            case TOO_LONG -> new Form(400, "Too long", "invalid_request_error", "context_length_exceeded");
            case UNAUTHENTICATED -> new Form(401, "Not authenticated", "authentication_error", "invalid_api_key");
            case UNPAID -> new Form(402, "Not paid", "insufficient_quota", "insufficient_quota");
            case FORBIDDEN -> new Form(403, "Forbidden", "invalid_request_error", "forbidden");
            case UNKNOWN -> new Form(404, "Not found", "invalid_request_error", "not_found");
            case WRONG_METHOD -> new Form(405, "Wrong method", "invalid_request_error", "method_not_allowed");
            case CONFLICT -> new Form(409, "Conflict", "invalid_request_error", "conflict");
            case WRONG_VERSION -> new Form(412, "Wrong version", "invalid_request_error", "wrong_version");
            case TOO_LARGE -> new Form(413, "Too large", "invalid_request_error", "body_too_large");
            case TOO_MANY -> new Form(429, "Too many at once", "rate_limit_error", "rate_limit_exceeded");
            case FAILED -> new Form(500, "The node failed", "server_error", "internal_error");
            case MODEL_FAILED -> new Form(500, "The model failed", "server_error", "model_error");
            case UPSTREAM_FAILED -> new Form(502, "An upstream failed", "server_error", "upstream_error");
            case OVERLOADED -> new Form(503, "Overloaded", "server_error", "unavailable");
            case NOT_READY -> new Form(503, "Not ready", "server_error", "unavailable");
        };
    }

    public static int status(Refusal refusal) {
        return form(refusal.kind()).status();
    }

    /** What was thrown, as it may be told: a failure says no more than where its reason is. */
    public static Refusal told(Exception thrown, Context context) {
        if (thrown instanceof HttpResponseException refused) {
            return ofServer(refused, context);
        }
        if (thrown instanceof Refusal refusal && refusal.kind() != Kind.FAILED) {
            return refusal;
        }
        String id = RequestId.of(context);
        LOG.error("request {} {} {} failed", id, context.method(), start(context.path()), thrown);
        return new Refusal(Kind.FAILED, "The node failed to answer request " + id + "; its log says why.");
    }

    /** A log says enough with the start of what a caller wrote. */
    private static String start(String path) {
        return path.length() <= MAX_LOGGED_CHARACTERS ? path : path.substring(0, MAX_LOGGED_CHARACTERS) + "…";
    }

    static void write(Exception thrown, Context context) {
        Refusal refusal = told(thrown, context);
        retryAfterMillis(refusal)
                .ifPresent(millis ->
                        context.header("Retry-After", Long.toString(Math.ceilDiv(millis, MILLIS_PER_SECOND))));
        context.status(status(refusal)).header("Cache-Control", NO_STORE);
        if (OPENAI_PATHS.stream().anyMatch(context.path()::startsWith)) {
            context.json(openAi(refusal));
        } else {
            context.json(problem(refusal, context)).contentType(Problem.CONTENT_TYPE);
        }
        if (refusal.kind() == Kind.TOO_LARGE) {
            sendBeforeTheRest(context);
        }
    }

    /**
     * Sends the answer at once, and then reads on for a while: who still sends would lose the answer to the reset that follows
     * when a connection is closed over unread data (RFC 9112, 9.6).
     */
    private static void sendBeforeTheRest(Context context) {
        byte[] answer = String.valueOf(context.result()).getBytes(StandardCharsets.UTF_8);
        context.result("");
        HttpServletResponse response = context.res();
        response.setHeader("Connection", "close");
        response.setContentType(String.valueOf(context.res().getContentType()));
        response.setContentLength(answer.length);
        try {
            response.getOutputStream().write(answer);
            response.flushBuffer();
            long end = System.nanoTime() + LINGER.toNanos();
            byte[] unread = new byte[LINGER_BUFFER_BYTES];
            InputStream rest = context.req().getInputStream();
            int read = 0;
            while (System.nanoTime() < end && read >= 0) {
                read = rest.read(unread);
            }
        } catch (IOException left) {
            LOG.debug("the client of request {} left: {}", RequestId.of(context), left.getMessage());
        }
    }

    public static OpenAiError openAi(Refusal refusal) {
        Form form = form(refusal.kind());
        Optional<String> code = refusal.kind() == Kind.UNKNOWN
                ? refusal.field().map(field -> field + "_not_found").or(() -> Optional.ofNullable(form.code()))
                : Optional.ofNullable(form.code());
        return new OpenAiError(new OpenAiError.Detail(refusal.getMessage(), form.type(), refusal.field(), code));
    }

    public static Problem problem(Refusal refusal, Context context) {
        return problem(refusal, status(refusal), RequestId.of(context));
    }

    static Problem problem(Refusal refusal, int status, String requestId) {
        Form form = form(refusal.kind());
        return new Problem(
                Problem.TYPE_PREFIX
                        + refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                form.title(),
                status,
                refusal.getMessage(),
                INSTANCE_PREFIX + requestId,
                refusal.field(),
                retryAfterMillis(refusal));
    }

    /** Where trying again helps, there is always a time. */
    private static OptionalLong retryAfterMillis(Refusal refusal) {
        return switch (refusal.kind()) {
            case TOO_MANY, OVERLOADED, NOT_READY ->
                OptionalLong.of(Math.max(LEAST_RETRY_MILLIS, refusal.retryAfterMillis()));
            default ->
                refusal.retryAfterMillis() > 0 ? OptionalLong.of(refusal.retryAfterMillis()) : OptionalLong.empty();
        };
    }

    /** A refusal of the server's own, before any route was asked. */
    private static Refusal ofServer(HttpResponseException refused, Context context) {
        return switch (refused.getStatus()) {
            case 404 -> new Refusal(Kind.UNKNOWN, "There is no " + context.method() + " " + context.path() + " here.");
            case 405 -> new Refusal(Kind.WRONG_METHOD, context.path() + " does not take " + context.method() + ".");
            case 413 -> new Refusal(Kind.TOO_LARGE, String.valueOf(refused.getMessage()));
            default -> new Refusal(Kind.INVALID, String.valueOf(refused.getMessage()));
        };
    }
}
