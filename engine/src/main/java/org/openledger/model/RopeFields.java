package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openledger.model.file.KnownFields;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

/**
 * What a {@code config.json} says of rotary positions. Newer files carry {@code rope_parameters}, older ones {@code rope_scaling}
 * beside {@code rope_theta}; Gemma 3 has one set for full attention and one for sliding windows.
 */
final class RopeFields {
    private static final double DEFAULT_THETA = 10_000;
    private static final double DEFAULT_FAST_TURNS = 32;
    private static final double DEFAULT_SLOW_TURNS = 1;
    private static final String ORIGINAL = "original_max_position_embeddings";
    private static final String PARTIAL = "partial_rotary_factor";
    private static final String AMPLITUDE = "attention_factor";
    private static final String FACTOR = "factor";

    private final Path file;
    private final Family family;
    private final JsonNode root;
    private final int headSize;
    private final int positions;

    RopeFields(Path file, Family family, JsonNode root, int headSize, int positions) {
        this.file = file;
        this.family = family;
        this.root = root;
        this.headSize = headSize;
        this.positions = positions;
    }

    /** The positions of layers with a sliding window, or of the others. */
    Architecture.Rotation of(boolean sliding) {
        JsonNode rope = fields(sliding);
        RopeScaling scaling = scaling(rope);
        fieldsOf(rope).check(file + ", rope", rope);
        String rootTheta = family == Family.GEMMA3 && sliding ? "rope_local_base_freq" : "rope_theta";
        double theta = positive(rope, "rope_theta", positive(root, rootTheta, DEFAULT_THETA));
        double part = positive(rope, PARTIAL, positive(root, PARTIAL, 1));
        return new Architecture.Rotation(theta, scaling, (int) (headSize * part));
    }

    /** How many positions are computed: with LongRoPE no more than the model was first trained on. */
    int usablePositions() {
        boolean longer = of(false).scaling() instanceof RopeScaling.Longrope;
        return longer ? (int) Math.min(positions, original(fields(false))) : positions;
    }

    private JsonNode fields(boolean sliding) {
        JsonNode newer = root.path("rope_parameters");
        JsonNode older = root.path("rope_scaling");
        if (newer.isObject() && older.isObject() && !newer.equals(older)) {
            throw new ModelException(file + " has both rope_parameters and rope_scaling, and they differ; remove one");
        }
        if (family != Family.GEMMA3) {
            return newer.isObject() ? newer : older;
        }
        if (newer.isObject()) {
            new KnownFields().any("full_attention", "sliding_attention").check(file + ", rope_parameters", newer);
            return newer.path(sliding ? "sliding_attention" : "full_attention");
        }
        return sliding ? root.path("none") : older;
    }

    private KnownFields fieldsOf(JsonNode rope) {
        KnownFields fields = new KnownFields().any("rope_type", "type", "rope_theta");
        fields = family == Family.PHI3 ? fields.any(PARTIAL, ORIGINAL) : fields.only(PARTIAL, "1", "1.0");
        return switch (type(rope)) {
            case "linear", "dynamic" -> fields.any(FACTOR, ORIGINAL);
            case "llama3" -> fields.any(FACTOR, ORIGINAL, "low_freq_factor", "high_freq_factor");
            case "yarn" ->
                fields.any(FACTOR, ORIGINAL, AMPLITUDE, "beta_fast", "beta_slow", "mscale", "mscale_all_dim")
                        .any("truncate");
            case "longrope" -> fields.any(FACTOR, ORIGINAL, AMPLITUDE, "short_factor", "long_factor");
            default -> fields;
        };
    }

    private String type(JsonNode rope) {
        String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
        boolean older = family == Family.PHI3 && (type.equals("su") || type.equals("yarn"));
        return older ? "longrope" : type;
    }

    private RopeScaling scaling(JsonNode rope) {
        String type = type(rope);
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(number(file, rope, FACTOR));
            case "dynamic" -> new RopeScaling.Dynamic(number(file, rope, FACTOR));
            case "llama3" ->
                new RopeScaling.Llama3(
                        number(file, rope, FACTOR),
                        number(file, rope, "low_freq_factor"),
                        number(file, rope, "high_freq_factor"),
                        original(rope));
            case "yarn" ->
                new RopeScaling.Yarn(
                        factor(rope),
                        positive(rope, "beta_fast", DEFAULT_FAST_TURNS),
                        positive(rope, "beta_slow", DEFAULT_SLOW_TURNS),
                        original(rope),
                        positive(rope, AMPLITUDE, yarnAmplitude(rope)),
                        rope.path("truncate").asBoolean(true));
            case "longrope" ->
                new RopeScaling.Longrope(factors(rope), positive(rope, AMPLITUDE, longropeAmplitude(rope)));
            default ->
                throw new ModelException(file + ": rope scaling '" + type
                        + "' is not computed here (default, linear, dynamic, llama3, yarn and longrope are);"
                        + " choose another model");
        };
    }

    private double original(JsonNode rope) {
        double inRope = positive(rope, ORIGINAL, positions);
        return family == Family.PHI3 ? positive(root, ORIGINAL, inRope) : inRope;
    }

    private double factor(JsonNode rope) {
        return positive(rope, FACTOR, positions / original(rope));
    }

    /** As YaRN's paper suggests, 0.1·ln(factor) + 1, or the ratio of two such numbers. */
    private double yarnAmplitude(JsonNode rope) {
        double factor = factor(rope);
        if (!isThere(rope.path("mscale")) || !isThere(rope.path("mscale_all_dim"))) {
            return yarnAmplitude(factor, 1);
        }
        return yarnAmplitude(factor, number(file, rope, "mscale"))
                / yarnAmplitude(factor, number(file, rope, "mscale_all_dim"));
    }

    private static double yarnAmplitude(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private double longropeAmplitude(JsonNode rope) {
        double factor = factor(rope);
        return factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original(rope)));
    }

    private List<Double> factors(JsonNode rope) {
        int pairs = (int) (headSize * positive(rope, PARTIAL, positive(root, PARTIAL, 1))) / 2;
        List<Double> factors = new ArrayList<>();
        for (JsonNode each : rope.path("short_factor")) {
            if (!each.isNumber() || !(each.asDouble() > 0)) {
                throw new ModelException(file + ": short_factor has " + each + ", which is no positive number");
            }
            factors.add(each.asDouble());
        }
        if (factors.size() != pairs) {
            throw new ModelException(file + ": short_factor must have " + pairs + " numbers, not " + factors.size());
        }
        return factors;
    }

    private double positive(JsonNode node, String name, double otherwise) {
        return isThere(node.path(name)) ? number(file, node, name) : otherwise;
    }

    /** Whether a field says something. */
    static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    /** A positive number of a file. */
    static double number(Path file, JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || !(value.asDouble() > 0)) {
            throw new ModelException(file + ": '" + name + "' must be a positive number");
        }
        return value.asDouble();
    }
}
