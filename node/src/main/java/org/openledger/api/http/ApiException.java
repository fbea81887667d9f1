package org.openledger.api.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openledger.store.DiskFullException;

/** A request that is refused, in the words of OpenAI's error object. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int DISK_FULL_RETRY_SECONDS = 10;

    private final int status;
    private final String type;
    private final transient @Nullable String code;
    private final transient @Nullable String param;
    private final int retryAfterSeconds;

    private ApiException(
            int status,
            String type,
            @Nullable String code,
            @Nullable String param,
            int retryAfterSeconds,
            String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 400: the request is not what the route takes; {@code param} names the field. */
    public static ApiException invalid(@Nullable String param, String message) {
        return new ApiException(400, "invalid_request_error", null, param, 0, message);
    }

    /** 400 with a code of its own. */
    public static ApiException invalid(String code, @Nullable String param, String message) {
        return new ApiException(400, "invalid_request_error", code, param, 0, message);
    }

    /** 401: no key or token, or one that is not known here. */
    public static ApiException unauthorized(String message) {
        return new ApiException(401, "authentication_error", "invalid_api_key", null, 0, message);
    }

    /** 402: the payer's deposit does not cover the request. */
    public static ApiException paymentRequired(String message) {
        return new ApiException(402, "insufficient_quota", "insufficient_quota", null, 0, message);
    }

    /** 404: nothing of this name is here. */
    public static ApiException notFound(String code, String message) {
        return new ApiException(404, "invalid_request_error", code, null, 0, message);
    }

    /** 409: it is here, but not in a state that allows this. */
    public static ApiException conflict(String message) {
        return new ApiException(409, "invalid_request_error", "conflict", null, 0, message);
    }

    /** 413: the body is longer than the route takes. */
    public static ApiException tooLarge(long limitBytes) {
        return new ApiException(
                413,
                "invalid_request_error",
                "body_too_large",
                null,
                0,
                "The body is longer than " + limitBytes + " bytes: send less, or in parts.");
    }

    /** 429: too many requests of this kind are running. */
    public static ApiException tooMany(int retryAfterSeconds, String message) {
        return new ApiException(429, "rate_limit_error", "rate_limit_exceeded", null, retryAfterSeconds, message);
    }

    /** 503: the node cannot do this now. */
    public static ApiException unavailable(int retryAfterSeconds, String message) {
        return new ApiException(503, "server_error", "unavailable", null, retryAfterSeconds, message);
    }

    /** 503: there is no room to keep what was asked for. */
    public static ApiException diskFull(DiskFullException full) {
        return unavailable(DISK_FULL_RETRY_SECONDS, full.getMessage() + ".");
    }

    /** Any other status. */
    public static ApiException of(int status, String code, String message) {
        return new ApiException(
                status, status < 500 ? "invalid_request_error" : "server_error", code, null, 0, message);
    }

    public int status() {
        return status;
    }

    OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }

    public ErrorBody body() {
        return new ErrorBody(new ErrorBody.Detail(
                String.valueOf(getMessage()), type, Optional.ofNullable(param), Optional.ofNullable(code)));
    }
}
