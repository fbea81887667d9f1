package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.Example;

/**
 * What the caller marks a request with. It changes nothing and is kept with the answer.
 *
 * @param user whom the caller asks for
 * @param safetyIdentifier of that person, in newer clients
 * @param metadata texts by name
 */
public record CallerMarks(
        @Example("\"user-17\"") Optional<String> user,
        @JsonProperty("safety_identifier") Optional<String> safetyIdentifier,
        @Example("{\"batch\": \"7\"}") Optional<Map<String, String>> metadata) {
    public static final CallerMarks NONE = new CallerMarks(Optional.empty(), Optional.empty(), Optional.empty());
}
