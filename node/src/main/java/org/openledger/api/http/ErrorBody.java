package org.openledger.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** The one shape of every refusal, which is OpenAI's. */
public record ErrorBody(Detail error) {

    /** {@code param} and {@code code} are written as null when there is none, as OpenAI does. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Detail(String message, String type, Optional<String> param, Optional<String> code) {}
}
