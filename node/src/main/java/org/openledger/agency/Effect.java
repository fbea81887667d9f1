package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * What came of a call.
 *
 * @param trusted whether no stranger can have written any of it
 * @param kept whether its text is kept, to be shown with its record
 * @param receipt of the answer that it is
 * @param paidGwei what it costs
 */
public record Effect(Json.JsonObject content, boolean trusted, boolean kept, Optional<String> receipt, long paidGwei) {
    /** What no stranger wrote is kept. */
    Effect(Json.JsonObject content, boolean trusted, Optional<String> receipt, long paidGwei) {
        this(content, trusted, trusted, receipt, paidGwei);
    }

    static Effect free(Json.JsonObject content, boolean trusted) {
        return new Effect(content, trusted, Optional.empty(), 0);
    }

    /** The content as canonical JSON, which its digest is of. */
    public String text() {
        return new String(CanonicalJson.write(content), StandardCharsets.UTF_8);
    }
}
