package org.openledger.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A refused call outside {@code /v1}, as RFC 9457 has it.
 *
 * @param type a URI for the kind of refusal
 * @param title the kind in words, the same for each refusal of it
 * @param status of the HTTP answer
 * @param detail what was wrong, where, and what to do
 * @param instance a URI for this one refusal; it ends in the request's id, by which the node's log names it
 * @param field what was wrong, where it is one field of the request
 * @param retryAfterMillis when trying again may help
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        Optional<String> field,
        OptionalLong retryAfterMillis) {
    public static final String CONTENT_TYPE = "application/problem+json";

    /** How each {@link #type} begins. */
    public static final String TYPE_PREFIX = "urn:openledger:refusal:";

    /**
     * A refusal in an answer of several lines that had begun: its last line.
     *
     * @param problem the refusal
     */
    public record Line(Problem problem) {}
}
