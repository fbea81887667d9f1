package org.openledger.verify.agency;

import java.util.Optional;
import org.openledger.verify.Fields;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;

/**
 * What must hold of each call, in the Common Expression Language (CEL): for what typed members cannot say. It holds under a mandate and
 * under all that narrow it. Who has no evaluator of CEL cannot decide it again, and says so.
 *
 * @param name to tell it from others
 * @param tool that it is of; of every tool where there is none
 * @param cel an expression that is true or false, over {@code tool}, {@code toolClass}, {@code arguments}, {@code mostGwei}, {@code
 *     seconds}, {@code tainted} and {@code licences}
 */
public record Condition(String name, Optional<String> tool, String cel) {
    public static final int MAX_CHARACTERS = 1_000;

    public Condition {
        Require.that(name.matches("[a-z][a-z0-9_]{0,39}"), "a condition's name has lowercase letters, digits and _");
        TrustedWords.requirePlain("conditions.cel", cel, 1, MAX_CHARACTERS);
    }

    boolean isOf(String called) {
        return tool.map(called::equals).orElse(true);
    }

    /** As wallets show it. */
    String text() {
        return name + " (" + tool.orElse("every tool") + "): " + cel;
    }

    static Condition read(Fields fields) {
        return new Condition(fields.text("name"), fields.optionalText("tool"), fields.text("cel"));
    }

    Json.JsonObject json() {
        Json.ObjectBuilder json = Json.object().put("name", name).put("cel", cel);
        tool.ifPresent(value -> json.put("tool", value));
        return json.build();
    }
}
