package org.openledger.client.openai;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * The least support that the caller wants of an answer: how far the rows of some contributor, or the sources that one gave, carry
 * what it says. Where none reaches it the caller gets a sentence instead, with the finish reason content_filter, and pays for the
 * tokens that were computed less the data part; no contributor is paid. Nothing is streamed before that is decided. This is the
 * node's own extension.
 *
 * @param minimum 0 lets every answer through, 1 only those that rows carry whole
 * @param otherwise the sentence, of at most 2,000 characters; the operator's where it is left out
 */
public record SupportOptions(
        @Bounds(from = 0, to = 1) @Example("0.5") double minimum,
        @Example("\"We have nothing on that.\"") Optional<String> otherwise) {}
