package org.openledger.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A refused call below {@code /v1}, in the shape that OpenAI's clients read.
 *
 * @param error what was refused
 */
public record OpenAiError(Detail error) {

    /**
     * What was wrong.
     *
     * @param message one sentence for the caller
     * @param type OpenAI's word for the sort of mistake
     * @param param the field that is wrong; written as null when there is none, as OpenAI does
     * @param code a word for programs; written as null when there is none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Detail(String message, String type, Optional<String> param, Optional<String> code) {}
}
