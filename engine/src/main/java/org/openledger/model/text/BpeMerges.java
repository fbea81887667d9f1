package org.openledger.model.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The merges of a byte-level BPE of GPT-2's scheme, and what they make of one word. Empty for any other tokenizer. */
final class BpeMerges {
    /** What two neighbouring tokens become, and which merge comes first. */
    private record Merge(int rank, int token) {}

    private final int[] byteTokens;
    private final Map<Long, Merge> merges;

    private BpeMerges(int[] byteTokens, Map<Long, Merge> merges) {
        this.byteTokens = byteTokens;
        this.merges = merges;
    }

    /** Reads a tokenizer.json; empty where it does anything but split by GPT-2's pattern and merge bytes. */
    static BpeMerges read(JsonNode root) {
        JsonNode model = root.path("model");
        JsonNode vocabulary = model.path("vocab");
        int[] byteTokens = new int[256];
        for (int value = 0; value < 256; value++) {
            byteTokens[value] = vocabulary
                    .path(Character.toString(ByteAlphabet.character(value)))
                    .asInt(-1);
        }
        if (!isGpt2Scheme(root) || Arrays.stream(byteTokens).anyMatch(token -> token < 0)) {
            return new BpeMerges(new int[0], Map.of());
        }
        Map<Long, Merge> merges = new HashMap<>();
        for (JsonNode merge : model.path("merges")) {
            String[] pair = merge.isArray()
                    ? new String[] {merge.path(0).asString(""), merge.path(1).asString("")}
                    : merge.asString("").split(" ", 2);
            int left = vocabulary.path(pair[0]).asInt(-1);
            int right = vocabulary.path(pair[pair.length - 1]).asInt(-1);
            int merged = vocabulary.path(String.join("", pair)).asInt(-1);
            merges.put(key(left, right), new Merge(merges.size(), merged));
        }
        return new BpeMerges(byteTokens, merges);
    }

    private static boolean isGpt2Scheme(JsonNode root) {
        JsonNode model = root.path("model");
        JsonNode split = root.path("pre_tokenizer");
        JsonNode after = root.path("post_processor");
        boolean plain = List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix").stream()
                .allMatch(option -> isAbsent(model.path(option)));
        boolean noSwitch = List.of("fuse_unk", "byte_fallback", "ignore_merges").stream()
                .noneMatch(option -> model.path(option).asBoolean(false));
        return model.path("type").asString("").equals("BPE")
                && plain
                && noSwitch
                && isAbsent(root.path("normalizer"))
                && split.path("type").asString("").equals("ByteLevel")
                && !split.path("add_prefix_space").asBoolean(true)
                && split.path("use_regex").asBoolean(true)
                && (isAbsent(after) || after.path("type").asString("").equals("ByteLevel"));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.asString("x").isEmpty();
    }

    private static long key(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    boolean isEmpty() {
        return byteTokens.length == 0;
    }

    /** The tokens of a word: the earliest merge that applies is made, leftmost first, until none applies. */
    int[] encode(byte[] word) {
        int[] tokens = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            tokens[i] = byteTokens[Byte.toUnsignedInt(word[i])];
        }
        int length = tokens.length;
        while (true) {
            int at = -1;
            Merge best = new Merge(Integer.MAX_VALUE, -1);
            for (int i = 0; i + 1 < length; i++) {
                Merge merge = merges.get(key(tokens[i], tokens[i + 1]));
                if (merge != null && merge.rank() < best.rank()) {
                    best = merge;
                    at = i;
                }
            }
            if (at < 0) {
                return Arrays.copyOf(tokens, length);
            }
            tokens[at] = best.token();
            System.arraycopy(tokens, at + 2, tokens, at + 1, length - at - 2);
            length--;
        }
    }
}
