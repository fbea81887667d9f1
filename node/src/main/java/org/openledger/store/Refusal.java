package org.openledger.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something asked for that is not done. Nothing of it was changed. The message says what was wrong, where, and what to do.
 *
 * <p>A package may have a subclass to be told apart by; whoever reports a refusal needs its {@link Kind} alone. Anything thrown that
 * is no refusal is a defect.
 */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable String field;
    private final long retryAfterMillis;

    /** Why something is refused: whose mistake it is, and of which sort. */
    public enum Kind {
        /** What was sent is not what is needed. */
        INVALID,
        /** What was sent cannot be parsed. */
        MALFORMED,
        /** What was sent is known elsewhere, and not done here. */
        UNSUPPORTED,
        /** The prompt and its answer do not fit the model's context. */
        TOO_LONG,
        /** Nobody, or somebody unknown, asks. */
        UNAUTHENTICATED,
        /** Deposit or spending limit do not cover it. */
        UNPAID,
        /** Another account may do this, or no licence allows it. */
        FORBIDDEN,
        /** There is nothing of this name. */
        UNKNOWN,
        /** It exists and takes other methods. */
        WRONG_METHOD,
        /** It cannot be done in the present state. */
        CONFLICT,
        /** It was sent by another version of a protocol than the node speaks. */
        WRONG_VERSION,
        /** More was sent than a named limit allows. */
        TOO_LARGE,
        /** This caller has too much under way; less at once helps. */
        TOO_MANY,
        /** The node, its machine or its data failed; the caller can do nothing. */
        FAILED,
        /** What a model computes is no number: other models answer. */
        MODEL_FAILED,
        /** Another engine that computes for this node failed; the caller can do nothing. */
        UPSTREAM_FAILED,
        /** The node has too much to do; trying again later helps. */
        OVERLOADED,
        /** It cannot be done yet; trying again later helps. */
        NOT_READY;

        /** A refusal because of one field of what was sent, or because nothing has the name that it gives. */
        public Reason at(String field) {
            return new Reason(this, field, 0);
        }

        /** A refusal that may be over after a while. */
        public Reason retryAfter(long millis) {
            return new Reason(this, null, millis);
        }
    }

    /**
     * A kind with its particulars.
     *
     * @param field what is wrong, as the caller names it, such as {@code messages[0].role}
     * @param retryAfterMillis when trying again may help; zero where that is not known
     */
    public record Reason(Kind kind, @Nullable String field, long retryAfterMillis) {
        public Reason {
            if (retryAfterMillis < 0) {
                throw new IllegalArgumentException(
                        "a refusal ends in the future, not " + retryAfterMillis + " ms away");
            }
        }
    }

    public Refusal(Kind kind, String message) {
        this(new Reason(kind, null, 0), message, null);
    }

    public Refusal(Kind kind, String message, @Nullable Throwable cause) {
        this(new Reason(kind, null, 0), message, cause);
    }

    public Refusal(Reason reason, String message) {
        this(reason, message, null);
    }

    public Refusal(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = reason.kind();
        this.field = reason.field();
        this.retryAfterMillis = reason.retryAfterMillis();
    }

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public final Kind kind() {
        return kind;
    }

    /** What was wrong, where it is one thing with a name. */
    public final Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Zero where trying again would not help, or nobody knows when. */
    public final long retryAfterMillis() {
        return retryAfterMillis;
    }
}
