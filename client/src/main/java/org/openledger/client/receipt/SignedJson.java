package org.openledger.client.receipt;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

/**
 * JSON that was signed. A node passes its bytes on as they are; a client has its members.
 *
 * @param json the text
 */
public record SignedJson(@JsonRawValue @JsonValue String json) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SignedJson of(JsonNode members) {
        return new SignedJson(members.toString());
    }
}
