package org.openledger.datanet.file;

import java.util.Optional;
import org.openledger.datanet.row.NoRowException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** A value of JSON that stands in a cell or a member as a text. */
public final class JsonText {
    private JsonText() {}

    /** The one value that a text is; empty where it is none. */
    public static Optional<Value> of(String text) {
        try (JsonParser parser = JsonValues.factory(new FileLimits(text.length(), 0), /* lenient= */ false)
                .createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            Optional<Value> value = first == null ? Optional.empty() : Optional.of(JsonValues.read(parser, first));
            return parser.nextToken() == null ? value : Optional.empty();
        } catch (JacksonException | NoRowException none) {
            return Optional.empty();
        }
    }
}
