package org.openledger.model.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokenizer of a header, as {@code tokenizer.json} and {@code tokenizer_config.json}: SentencePiece's BPE, which merges by the
 * scores of tokens and falls back to bytes, or GPT-2's, which has a list of merges.
 */
final class GgufTokenizer {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final String SPACE = "\u2581";
    private static final long UNKNOWN = 2;
    private static final long CONTROL = 3;
    private static final long USER_DEFINED = 4;

    private static final String LLAMA3_WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String QWEN2_WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private final GgufFile file;
    private final GgufValues values;
    private final List<String> tokens;
    private final List<Long> types;
    private final Map<String, Integer> ids = new HashMap<>();

    private GgufTokenizer(GgufFile file) {
        this.file = file;
        this.values = new GgufValues(file.path().toString(), file.values());
        this.tokens = values.list(PREFIX + "tokens", String.class);
        this.types = values.list(PREFIX + "token_type", Long.class);
        if (tokens.isEmpty() || (!types.isEmpty() && types.size() != tokens.size())) {
            throw new ModelException(file.path() + ": it has " + tokens.size() + " tokens and the types of "
                    + types.size() + "; a tokenizer needs both");
        }
        for (int id = 0; id < tokens.size(); id++) {
            if (ids.put(tokens.get(id), id) != null) {
                throw new ModelException(file.path() + ": the token '" + tokens.get(id) + "' occurs twice");
            }
        }
    }

    /** The two files. */
    record Files(ObjectNode tokenizer, ObjectNode configuration) {}

    /** @throws ModelException when the tokenizer is of another kind, by its name */
    static Files of(GgufFile file) {
        return new GgufTokenizer(file).files();
    }

    private Files files() {
        String kind = values.text(PREFIX + "model").orElse("");
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        added(root.putArray("added_tokens"));
        switch (kind) {
            case "llama" -> sentencePiece(root);
            case "gpt2" -> gpt2(root);
            default ->
                throw new ModelException(file.path() + ": the tokenizer '" + kind
                        + "' is not read here (llama, which is SentencePiece's BPE, and gpt2 are)");
        }
        return new Files(root, configuration());
    }

    private void added(ArrayNode added) {
        for (int id = 0; id < types.size(); id++) {
            long type = types.get(id);
            if (type == UNKNOWN || type == CONTROL || type == USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", tokens.get(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", type != USER_DEFINED);
            }
        }
    }

    private void sentencePiece(ObjectNode root) {
        boolean prefixed = values.flag(PREFIX + "add_space_prefix", true);
        ObjectNode spaces = JsonFile.MAPPER.createObjectNode().put("type", "Replace");
        spaces.putObject("pattern").put("String", " ");
        spaces.put("content", SPACE);
        if (prefixed) {
            ArrayNode both =
                    root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
            both.addObject().put("type", "Prepend").put("prepend", SPACE);
            both.add(spaces);
        } else {
            root.set("normalizer", spaces);
        }
        root.putNull("pre_tokenizer");
        begin(root, true);
        ArrayNode decoders = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
        ObjectNode back = decoders.addObject().put("type", "Replace");
        back.putObject("pattern").put("String", SPACE);
        back.put("content", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        if (prefixed) {
            decoders.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        ObjectNode model = model(root);
        text("unknown_token_id")
                .ifPresentOrElse(unknown -> model.put("unk_token", unknown), () -> model.putNull("unk_token"));
        model.put("fuse_unk", true);
        model.put("byte_fallback", true);
        vocabulary(model);
        ArrayNode merges = model.putArray("merges");
        mergesByScore().forEach(pair -> merges.addArray().add(pair.left()).add(pair.right()));
    }

    private record Merge(String left, String right, double score, int leftId, int rightId) {}

    /**
     * SentencePiece joins the two neighbours that make the token of the highest score. The order among those of one score is that of
     * transformers: longer halves first, then the order of the vocabulary.
     */
    private List<Merge> mergesByScore() {
        List<Double> scores = values.list(PREFIX + "scores", Double.class);
        if (scores.size() != tokens.size()) {
            throw new ModelException(
                    file.path() + ": it has " + tokens.size() + " tokens and the scores of " + scores.size());
        }
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            List<Merge> local = new ArrayList<>();
            for (int at = 1; at < token.length(); at++) {
                if (Character.isLowSurrogate(token.charAt(at))) {
                    continue;
                }
                String left = token.substring(0, at);
                String right = token.substring(at);
                Integer leftId = ids.get(left);
                Integer rightId = ids.get(right);
                if (leftId != null && rightId != null) {
                    local.add(new Merge(left, right, scores.get(id), leftId, rightId));
                }
            }
            local.sort(Comparator.comparingInt(Merge::leftId).thenComparingInt(Merge::rightId));
            merges.addAll(local);
        }
        Comparator<Merge> ascending = Comparator.comparingDouble(Merge::score)
                .thenComparingInt(
                        each -> each.left().codePointCount(0, each.left().length()))
                .thenComparingInt(
                        each -> each.right().codePointCount(0, each.right().length()));
        merges.sort(ascending.reversed());
        return merges;
    }

    private void gpt2(ObjectNode root) {
        String words = values.text(PREFIX + "pre").orElse("default");
        root.putNull("normalizer");
        switch (words) {
            case "gpt-2" -> root.set("pre_tokenizer", bytes(true));
            case "llama-bpe", "llama3", "llama-v3", "dbrx" -> split(root, LLAMA3_WORDS);
            case "qwen2" -> {
                root.putObject("normalizer").put("type", "NFC");
                split(root, QWEN2_WORDS);
            }
            case "smollm", "refact" -> {
                ArrayNode parts =
                        root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
                parts.addObject().put("type", "Digits").put("individual_digits", true);
                parts.add(bytes(true));
            }
            default ->
                throw new ModelException(file.path() + ": tokenizer.ggml.pre is '" + words + "'; how that splits words"
                        + " is not known here (gpt-2, llama-bpe, dbrx, qwen2, smollm and refact are)");
        }
        begin(root, false);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode model = model(root);
        model.putNull("unk_token");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", words.startsWith("llama"));
        vocabulary(model);
        ArrayNode merges = model.putArray("merges");
        for (String merge : values.list(PREFIX + "merges", String.class)) {
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new ModelException(
                        file.path() + ": the merge '" + merge + "' is not two tokens with a space between");
            }
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
    }

    private static ObjectNode bytes(boolean split) {
        return JsonFile.MAPPER
                .createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", split);
    }

    private static void split(ObjectNode root, String words) {
        ArrayNode parts =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = parts.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", words);
        split.put("behavior", "Isolated").put("invert", false);
        parts.add(bytes(false));
    }

    private static ObjectNode model(ObjectNode root) {
        return root.putObject("model")
                .put("type", "BPE")
                .putNull("dropout")
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix");
    }

    private void vocabulary(ObjectNode model) {
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
    }

    /** What goes before and after a text. */
    private void begin(ObjectNode root, boolean byDefault) {
        Optional<String> begin =
                values.flag(PREFIX + "add_bos_token", byDefault) ? text("bos_token_id") : Optional.empty();
        Optional<String> end = values.flag(PREFIX + "add_eos_token", false) ? text("eos_token_id") : Optional.empty();
        if (begin.isEmpty() && end.isEmpty()) {
            root.putNull("post_processor");
            return;
        }
        ObjectNode template = root.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        ArrayNode pair = template.putArray("pair");
        for (int text = 0; text < 2; text++) {
            String name = text == 0 ? "A" : "B";
            int type = text;
            begin.ifPresent(token -> special(pair, token, type));
            pair.addObject().putObject("Sequence").put("id", name).put("type_id", text);
            end.ifPresent(token -> special(pair, token, type));
            if (text == 0) {
                single.addAll(pair);
            }
        }
        ObjectNode special = template.putObject("special_tokens");
        for (Optional<String> each : List.of(begin, end)) {
            each.ifPresent(token -> {
                ObjectNode entry = special.putObject(token).put("id", token);
                entry.putArray("ids").add(ids.get(token));
                entry.putArray("tokens").add(token);
            });
        }
    }

    private static void special(ArrayNode sequence, String token, int type) {
        sequence.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
    }

    private Optional<String> text(String name) {
        OptionalLong id = values.whole(PREFIX + name);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (id.getAsLong() >= tokens.size()) {
            throw new ModelException(file.path() + ": " + PREFIX + name + " is " + id.getAsLong() + ", and there are "
                    + tokens.size() + " tokens");
        }
        return Optional.of(tokens.get((int) id.getAsLong()));
    }

    private ObjectNode configuration() {
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        root.put("clean_up_tokenization_spaces", false);
        text("bos_token_id").ifPresent(token -> root.put("bos_token", token));
        text("eos_token_id").ifPresent(token -> root.put("eos_token", token));
        text("unknown_token_id").ifPresent(token -> root.put("unk_token", token));
        text("padding_token_id").ifPresent(token -> root.put("pad_token", token));
        values.text("tokenizer.chat_template").ifPresent(template -> root.put("chat_template", template));
        return root;
    }
}
