package org.openledger.gateway;

import org.openledger.answer.GatewayException;
import org.openledger.store.Refusal;

/**
 * The least support that a caller wants of an answer. Where no contributor's rows or sources give it, the caller is given a
 * sentence instead, and nobody is paid for data.
 *
 * @param ppm in parts per million; 0 lets every answer through
 * @param otherwise the sentence
 */
public record MinimumSupport(int ppm, String otherwise) {
    public static final int MAX_CHARACTERS = 2_000;

    private static final int WHOLE_PPM = 1_000_000;

    public MinimumSupport {
        if (ppm < 0 || ppm > WHOLE_PPM) {
            throw new GatewayException(
                    Refusal.Kind.INVALID.at("support.minimum"), "'support.minimum' must be between 0 and 1.");
        }
        if (otherwise.isBlank() || otherwise.length() > MAX_CHARACTERS) {
            throw new GatewayException(
                    Refusal.Kind.INVALID.at("support.otherwise"),
                    "'support.otherwise' must be a text of 1 to " + MAX_CHARACTERS + " characters.");
        }
    }
}
