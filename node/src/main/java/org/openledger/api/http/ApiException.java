package org.openledger.api.http;

import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal;

/** A request that is refused before anything is done about it. */
public final class ApiException extends Refusal {
    private static final long serialVersionUID = 1L;

    private ApiException(Reason reason, String message) {
        super(reason, message);
    }

    private static ApiException of(Kind kind, String message) {
        return new ApiException(new Reason(kind, null, 0), message);
    }

    /** The request is not what the route takes; {@code field} names what of it. */
    public static ApiException invalid(@Nullable String field, String message) {
        return new ApiException(new Reason(Kind.INVALID, field, 0), message);
    }

    /** The body is not even JSON. */
    public static ApiException malformed(String message) {
        return of(Kind.MALFORMED, message);
    }

    /** The field is one of OpenAI's that this node does not act on. */
    public static ApiException unsupported(String field, String message) {
        return new ApiException(Kind.UNSUPPORTED.at(field), message);
    }

    /** No key or token, or one that is not known here. */
    public static ApiException unauthorized(String message) {
        return of(Kind.UNAUTHENTICATED, message);
    }

    /** Somebody else may do this. */
    public static ApiException forbidden(String message) {
        return of(Kind.FORBIDDEN, message);
    }

    /** Nothing is at this address. */
    public static ApiException notFound(String message) {
        return of(Kind.UNKNOWN, message);
    }

    /** Nothing has the name that {@code field} gives. */
    public static ApiException notFound(String field, String message) {
        return new ApiException(Kind.UNKNOWN.at(field), message);
    }

    /** It was sent by a version of a protocol that the node does not speak. */
    public static ApiException wrongVersion(String field, String message) {
        return new ApiException(Kind.WRONG_VERSION.at(field), message);
    }

    /** The body is longer than the route takes. */
    public static ApiException tooLarge(long limitBytes) {
        return of(Kind.TOO_LARGE, "The body is longer than " + limitBytes + " bytes: send less, or in parts.");
    }

    /** Too many requests of this caller are running. */
    public static ApiException tooMany(long retryAfterMillis, String message) {
        return new ApiException(Kind.TOO_MANY.retryAfter(retryAfterMillis), message);
    }

    /** The node cannot take more on now. */
    public static ApiException overloaded(long retryAfterMillis, String message) {
        return new ApiException(Kind.OVERLOADED.retryAfter(retryAfterMillis), message);
    }
}
