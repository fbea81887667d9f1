package org.openledger.model.text;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The special tokens of a tokenizer, and the difference between one that a chat template wrote and one that a person typed. A
 * template's {@code <|user|>} begins a turn; the same characters in a message are text. Since a prompt is kept as one text, each
 * special token that is only text has a mark before it, a noncharacter of Unicode that no tokenizer sees.
 */
final class SpecialTokens {
    private static final String MARK = "\uFDD0";

    /** Before the special tokens of {@link #renamed(JsonNode)}. */
    private static final String NAME = "\uFDD1";

    private final List<String> tokens;
    private final Pattern anywhere;

    private SpecialTokens(List<String> tokens) {
        this.tokens = tokens;
        this.anywhere = Pattern.compile("(" + MARK + ")?("
                + tokens.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")");
    }

    /** Those of a {@code tokenizer.json}. */
    static SpecialTokens of(JsonNode root) {
        return new SpecialTokens(root.path("added_tokens")
                .valueStream()
                .filter(SpecialTokens::isSpecial)
                .map(token -> token.path("content").asString(""))
                .toList());
    }

    private static boolean isSpecial(JsonNode added) {
        return added.path("special").asBoolean(false)
                && !added.path("content").asString("").isEmpty();
    }

    /** Whether one stands in a text. */
    boolean in(String text) {
        return tokens.stream().anyMatch(text::contains);
    }

    /** The text with a mark before each special token; marks that were there are gone. */
    String literal(String text) {
        String clean = text.replace(MARK, "").replace(NAME, "");
        return in(clean) ? replaced(clean, (marked, token) -> MARK + token) : clean;
    }

    /** Whether a text has a marked one. */
    boolean anyLiteral(String text) {
        return text.contains(MARK);
    }

    /** A text with marks, as the tokenizer of {@link #renamed(JsonNode)} reads it. */
    String forRenamed(String text) {
        return replaced(text, (marked, token) -> marked ? token : NAME + token);
    }

    private String replaced(String text, BiFunction<Boolean, String, String> to) {
        if (tokens.isEmpty()) {
            return text;
        }
        Matcher each = anywhere.matcher(text);
        return each.replaceAll(found -> Matcher.quoteReplacement(to.apply(found.group(1) != null, found.group(2))));
    }

    /** The same {@code tokenizer.json} with other names for its special tokens, so that the old names are text to it. */
    ObjectNode renamed(JsonNode root) {
        ObjectNode copy = (ObjectNode) root.deepCopy();
        for (JsonNode added : copy.path("added_tokens")) {
            if (isSpecial(added)) {
                ObjectNode token = (ObjectNode) added;
                token.put("content", NAME + token.path("content").asString());
            }
        }
        JsonNode vocabulary = copy.path("model").path("vocab");
        if (vocabulary instanceof ObjectNode byName) {
            for (String token : tokens) {
                JsonNode id = byName.remove(token);
                if (id != null) {
                    byName.set(NAME + token, id);
                }
            }
        } else if (vocabulary instanceof ArrayNode pieces) { // of a unigram model: [text, score] in the order of ids
            for (JsonNode piece : pieces) {
                if (tokens.contains(piece.path(0).asString(""))) {
                    ((ArrayNode) piece).set(0, NAME + piece.path(0).asString());
                }
            }
        }
        return copy;
    }

    /** The names in {@link #renamed(JsonNode)}. */
    List<String> renamedTokens() {
        return tokens.stream().map(token -> NAME + token).toList();
    }

    /** The tokens themselves, in the order of {@link #renamedTokens()}. */
    List<String> tokens() {
        return tokens;
    }
}
