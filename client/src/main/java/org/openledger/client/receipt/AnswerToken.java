package org.openledger.client.receipt;

import java.util.Optional;

/**
 * A token of an answer.
 *
 * @param text of it
 * @param start where it begins in the answer, in UTF-16 code units
 * @param end where it ends, in UTF-16 code units
 * @param bits how much it says of where the answer comes from
 */
public record AnswerToken(String text, int start, int end, Optional<Double> bits) {}
