package org.openledger.verify.agency;

import java.util.Locale;
import java.util.Optional;
import org.openledger.verify.Fields;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * How calls of a tool are undone, as the principal sees it.
 *
 * @param by the tool that undoes; none where nothing does
 */
public record Undoing(String tool, Kind kind, Optional<String> by) {
    /** What is left after a call was undone. */
    public enum Kind implements Worded {
        /** Nothing: all is as it was. */
        REVERSIBLE,
        /** Something that makes up for it. */
        COMPENSABLE,
        /** It cannot be undone: a person signs each call. */
        FINAL;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Undoing {
        Require.that(
                by.isPresent() != (kind == Kind.FINAL),
                "calls of " + tool + " are final, or name by which tool they are undone");
    }

    /** As wallets show it. */
    String text() {
        return tool + " is " + kind.word() + by.map(undoing -> " by " + undoing).orElse("");
    }

    static Undoing read(Fields fields) {
        return new Undoing(
                fields.text("tool"), Require.word("kind", Kind.class, fields.text("kind")), fields.optionalText("by"));
    }

    Json.JsonObject json() {
        Json.ObjectBuilder json = Json.object().put("tool", tool).put("kind", kind.word());
        by.ifPresent(undoing -> json.put("by", undoing));
        return json.build();
    }
}
