package org.openledger.cli.agent;

import java.nio.charset.StandardCharsets;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** Plans as people write them, in TOML: the same names and values as {@link Plan} has in JSON. */
final class PlanFile {
    private PlanFile() {}

    /** Reads a plan; names that nobody knows are refused. */
    static Plan parse(String toml) {
        try {
            return Plan.fromJson(json(toml));
        } catch (VerifyException wrong) {
            throw new Refusal(Kind.INVALID, "The plan is wrong: " + wrong.getMessage() + ".", wrong);
        }
    }

    /** The plan's canonical JSON. */
    static String canonical(String toml) {
        return new String(CanonicalJson.write(json(toml)), StandardCharsets.UTF_8);
    }

    private static Json json(String toml) {
        try {
            return CanonicalJson.parse(
                    new TomlMapper().readTree(toml).toString().getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException wrong) {
            throw new VerifyException("it is no TOML: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
