package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

/**
 * Which matrices an {@code adapter_config.json} adapts, and how strongly: PEFT's rules for {@code target_modules},
 * {@code exclude_modules}, {@code layers_to_transform}, {@code rank_pattern} and {@code alpha_pattern}.
 */
final class AdapterTargets {
    /** How many letters all expressions together may look at: hundreds of times what those of an honest adapter do. */
    private static final int MOST_LETTERS = 50_000_000;

    /** The number of a layer in a module's path, as PEFT finds it. */
    private static final Pattern LAYER = Pattern.compile(".*\\.[^.]*\\.(\\d+)\\..*");

    private final Path file;
    private final JsonNode root;
    private int looked;

    AdapterTargets(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** Whether a module of the base, such as {@code model.layers.0.self_attn.q_proj}, is adapted. */
    boolean adapts(String module) {
        JsonNode excluded = root.path("exclude_modules");
        if (isSet(excluded) && named(excluded, "exclude_modules", module)) {
            return false;
        }
        JsonNode targets = root.path("target_modules");
        if (!isSet(targets)) {
            throw new ModelException(file + ": target_modules must name the adapted matrices");
        }
        boolean whole = targets.isString()
                || targets.valueStream().anyMatch(each -> each.asString("").equals(module));
        return named(targets, "target_modules", module) && (whole || inLayers(module));
    }

    /** {@link #adapts} of the embedding or the head, which are none of the linear modules that PEFT means by all of them. */
    boolean adaptsVocabulary(String module) {
        return !root.path("target_modules").asString("").equals("all-linear") && adapts(module);
    }

    private static boolean isSet(JsonNode node) {
        return node.isString() || (node.isArray() && !node.isEmpty());
    }

    /** A text is a regular expression over the whole path (or all linear modules); a list has ends of paths. */
    private boolean named(JsonNode wanted, String field, String module) {
        if (wanted.isString()) {
            return wanted.stringValue().equals("all-linear")
                    || matched(wanted.stringValue(), field, module).hasMatch();
        }
        if (!wanted.isArray()) {
            throw new ModelException(file + ": " + field + " must be a list or a text");
        }
        return wanted.valueStream().anyMatch(each -> isEndOf(each.asString(""), module));
    }

    private static boolean isEndOf(String name, String module) {
        return !name.isEmpty() && (module.equals(name) || module.endsWith("." + name));
    }

    private boolean inLayers(String module) {
        JsonNode layers = root.path("layers_to_transform");
        if (layers.isMissingNode() || layers.isNull() || (layers.isArray() && layers.isEmpty())) {
            return true;
        }
        if (!layers.isInt() && !layers.isArray()) {
            throw new ModelException(file + ": layers_to_transform must be a layer's number or a list of them");
        }
        Optional<Integer> layer = layerOf(module);
        Predicate<JsonNode> same = each -> each.isInt() && layer.isPresent() && each.intValue() == layer.get();
        return layers.isInt() ? same.test(layers) : layers.valueStream().anyMatch(same);
    }

    private Optional<Integer> layerOf(String module) {
        List<String> names = new ArrayList<>();
        JsonNode given = root.path("layers_pattern");
        if (given.isString() && !given.stringValue().isEmpty()) {
            names.add(given.stringValue());
        }
        given.valueStream().map(each -> each.asString("")).forEach(names::add);
        if (names.isEmpty()) {
            Matcher any = LAYER.matcher(module);
            return any.matches() ? Optional.of(Integer.parseInt(any.group(1))) : Optional.empty();
        }
        for (String name : names) {
            Matcher named = matched(".*\\." + name + "\\.(?<layer>\\d+)\\..*", "layers_pattern", module);
            if (named.hasMatch() && named.group("layer") != null) {
                return Optional.of(Integer.parseInt(named.group("layer")));
            }
        }
        return Optional.empty();
    }

    /** The rank of a module's factors. */
    int rank(String module) {
        JsonNode own = ofPattern("rank_pattern", module);
        JsonNode rank = own == null ? root.path("r") : own;
        if (!rank.isInt()) {
            throw new ModelException(file + ": the rank of " + module + " must be a whole number, not " + rank);
        }
        return rank.intValue();
    }

    /** What the product of a module's factors is divided by its rank, or the rank's root, and multiplied by. */
    double alpha(String module) {
        JsonNode own = ofPattern("alpha_pattern", module);
        JsonNode alpha = own == null ? root.path("lora_alpha") : own;
        if (!alpha.isNumber()) {
            throw new ModelException(file + ": the alpha of " + module + " must be a number, not " + alpha);
        }
        return alpha.doubleValue();
    }

    /** What the product of a module's factors is multiplied by. */
    double scale(String module) {
        return new AdapterConfig(rank(module), alpha(module), rankStabilised(), Set.of(Projection.QUERY)).scale();
    }

    /** PEFT's {@code use_rslora}. */
    boolean rankStabilised() {
        return flag("use_rslora");
    }

    /** PEFT's {@code lora_bias}: B has a bias. */
    boolean addsToB() {
        return flag("lora_bias");
    }

    /** A field that is true or false, and false where it is not there. */
    boolean flag(String name) {
        JsonNode value = root.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new ModelException(file + ": " + name + " must be true or false, not " + value);
        }
        return value.asBoolean(false);
    }

    /** The value of the first pattern that is the module's path or its end; {@code ^} is the path's beginning. */
    private @Nullable JsonNode ofPattern(String field, String module) {
        for (var each : root.path(field).properties()) {
            if (matched("(.*\\.)?(" + each.getKey() + ")$", field, module).hasMatch()) {
                return each.getValue();
            }
        }
        return null;
    }

    /**
     * An expression after a look at a whole path. Expressions are a stranger's, and some take for ever: all together may look at so many
     * letters and no more.
     */
    private Matcher matched(String expression, String field, String module) {
        try {
            look(expression.length());
            Matcher matcher = Pattern.compile(expression).matcher(new Looked(module));
            matcher.matches();
            return matcher;
        } catch (PatternSyntaxException wrong) {
            throw refused(field, expression, "is no regular expression: " + wrong.getDescription());
        } catch (EndlessException | StackOverflowError endless) {
            throw refused(field, expression, "takes too long to compare with the names of the base's matrices");
        }
    }

    private ModelException refused(String field, String expression, String why) {
        String shown = expression.length() <= 60 ? expression : expression.substring(0, 60) + "…";
        return new ModelException(file + ": " + field + " has '" + shown + "', which " + why);
    }

    private void look(int letters) {
        looked += letters;
        if (looked > MOST_LETTERS) {
            throw new EndlessException();
        }
    }

    private static final class EndlessException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text each look at which is counted. */
    private final class Looked implements CharSequence {
        private final String text;

        Looked(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            look(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
