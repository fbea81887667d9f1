package org.openledger.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openledger.model.file.FileDigests;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

/** The reference tokenizer of Hugging Face for one {@code tokenizer.json}; works offline and may be shared by threads. */
public final class Tokenizer implements AutoCloseable {
    static {
        // DJL looks for downloads and reports its use unless told not to; the native library is inside its jar.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    private final HuggingFaceTokenizer tokenizer;
    private final String digest;
    private final int vocabularySize;
    private final int longestToken;
    private final BpeMerges merges;
    private final List<String> addedTokens;
    private final List<String> specialTokens;

    private Tokenizer(HuggingFaceTokenizer tokenizer, String digest, JsonNode root) {
        this.tokenizer = tokenizer;
        this.digest = digest;
        this.vocabularySize = vocabularySize(root);
        this.longestToken = longestToken(root);
        this.merges = BpeMerges.read(root);
        this.addedTokens = added(root, false);
        this.specialTokens = added(root, true);
    }

    private static List<String> added(JsonNode root, boolean specialOnly) {
        return root.path("added_tokens")
                .valueStream()
                .filter(token -> !specialOnly || token.path("special").asBoolean(false))
                .map(token -> token.path("content").asString(""))
                .toList();
    }

    /**
     * Loads {@code tokenizer.json}.
     *
     * @throws ModelException when it is missing or no tokenizer
     */
    public static Tokenizer load(Path tokenizerJson) {
        JsonNode root = JsonFile.readObject(tokenizerJson);
        if (vocabularySize(root) == 0) {
            throw new ModelException(tokenizerJson + " has no vocabulary; it is not a tokenizer.json");
        }
        try {
            byte[] text = Files.readAllBytes(tokenizerJson);
            Map<String, String> options =
                    Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(text), options);
            return new Tokenizer(tokenizer, FileDigests.ofFile(tokenizerJson), root);
        } catch (IOException | RuntimeException refused) {
            throw new ModelException(tokenizerJson + " is not a usable tokenizer: " + refused.getMessage(), refused);
        }
    }

    /** One more than the largest token id, of the model's vocabulary and the added tokens. */
    private static int vocabularySize(JsonNode root) {
        int largest = -1;
        for (JsonNode id : root.path("model").path("vocab")) {
            largest = Math.max(largest, id.asInt(-1));
        }
        for (JsonNode added : root.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt(-1));
        }
        return largest + 1;
    }

    /** In code points; a vocabulary of bytes has one for each byte. */
    private static int longestToken(JsonNode root) {
        Stream<String> tokens = Stream.concat(
                root.path("model").path("vocab").propertyStream().map(Map.Entry::getKey), added(root, false).stream());
        return Math.max(
                1,
                tokens.mapToInt(token -> token.codePointCount(0, token.length()))
                        .max()
                        .orElse(1));
    }

    /** A number of tokens that {@code text} has at least, found without encoding it. */
    public int fewestTokens(String text) {
        return text.codePointCount(0, text.length()) / longestToken;
    }

    /** The tokens of {@code text}; special tokens are recognised where they are written out, and none are added. */
    public int[] encode(String text) {
        return encode(text, false);
    }

    /** The tokens of {@code text}, with the tokenizer's own begin and end tokens when {@code addSpecialTokens}. */
    public int[] encode(String text, boolean addSpecialTokens) {
        return ids(tokenizer.encode(text, addSpecialTokens, false));
    }

    private static int[] ids(Encoding encoding) {
        long[] wide = encoding.getIds();
        int[] ids = new int[wide.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Math.toIntExact(wide[i]);
        }
        return ids;
    }

    /** The tokens of {@code text}, each with the characters it comes from. */
    public LocatedTokens locate(String text) {
        Encoding encoding = tokenizer.encode(text, false, false);
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        int points = 0; // the reference implementation counts code points
        int at = 0;
        for (int i = 0; i < spans.length; i++) {
            at = text.offsetByCodePoints(at, spans[i].getStart() - points);
            points = spans[i].getStart();
            starts[i] = at;
            ends[i] = text.offsetByCodePoints(at, spans[i].getEnd() - points);
        }
        return new LocatedTokens(ids(encoding), starts, ends);
    }

    /** An encoder for much text. */
    public BulkEncoder bulkEncoder() {
        return new BulkEncoder(this, merges, addedTokens);
    }

    /** Whether a text writes out a special token, such as one that ends a turn of a chat. */
    public boolean holdsSpecialToken(String text) {
        return specialTokens.stream().anyMatch(token -> !token.isEmpty() && text.contains(token));
    }

    /** The text of tokens, special tokens left out; bytes that are no UTF-8 yet become U+FFFD. */
    public String decode(int[] ids) {
        return decode(ids, true);
    }

    /** The text of tokens. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        return tokenizer.decode(wide, skipSpecialTokens);
    }

    /** Decodes tokens as they come. */
    public IncrementalDecoder incrementalDecoder() {
        return new IncrementalDecoder(this);
    }

    /** SHA-256 of tokenizer.json, 64 lowercase hex digits. */
    public String digest() {
        return digest;
    }

    /** One more than the largest token id. */
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
