package org.openledger.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

    /** Letters that a vocabulary may lack: a tokenizer that cannot read any text is refused before somebody asks. */
    private static final String OF_EVERY_KIND = "Salt is 1 €. Ünï \t\n漢字 🌊 \u0000~\u0378";

    private final HuggingFaceTokenizer tokenizer;
    private final String digest;
    private final int vocabularySize;
    private final int longestToken;
    private final BpeMerges merges;
    private final Map<String, Integer> idOfAdded;
    private final SpecialTokens special;
    private final Path file;

    /** Reads texts in which special tokens are text; made when the first one comes, since few do. */
    private @Nullable HuggingFaceTokenizer renamed;

    private Tokenizer(HuggingFaceTokenizer tokenizer, Path file, String digest, JsonNode root) {
        this.tokenizer = tokenizer;
        this.digest = digest;
        this.vocabularySize = vocabularySize(root);
        this.merges = BpeMerges.read(root);
        this.file = file;
        this.idOfAdded = new LinkedHashMap<>();
        root.path("added_tokens")
                .forEach(token -> idOfAdded.put(
                        token.path("content").asString(""), token.path("id").asInt(-1)));
        this.longestToken = longestToken(root, idOfAdded.keySet());
        this.special = SpecialTokens.of(root);
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
            HuggingFaceTokenizer tokenizer = read(Files.readAllBytes(tokenizerJson));
            Tokenizer made = new Tokenizer(tokenizer, tokenizerJson, FileDigests.ofFile(tokenizerJson), root);
            made.decode(made.encode(OF_EVERY_KIND));
            return made;
        } catch (IOException | RuntimeException refused) {
            throw new ModelException(tokenizerJson + " is not a usable tokenizer: " + refused.getMessage(), refused);
        }
    }

    private static HuggingFaceTokenizer read(byte[] json) throws IOException {
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
    }

    private synchronized HuggingFaceTokenizer renamed() {
        HuggingFaceTokenizer made = renamed;
        if (made == null) {
            try {
                made = read(
                        special.renamed(JsonFile.readObject(file)).toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException refused) {
                throw new ModelException(
                        file + " cannot read special tokens as text: " + refused.getMessage(), refused);
            }
            for (int i = 0; i < special.tokens().size(); i++) {
                int[] before = ids(encoded(tokenizer, special.tokens().get(i), false));
                int[] now = ids(encoded(made, special.renamedTokens().get(i), false));
                if (!Arrays.equals(before, now)) {
                    made.close();
                    throw new ModelException(file + " gives its special token '"
                            + special.tokens().get(i) + "' another id under another name, so that a message that holds "
                            + "one cannot be read: leave special tokens out of messages");
                }
            }
            renamed = made;
        }
        return made;
    }

    /** One more than the largest token id, of the model's vocabulary and the added tokens. */
    private static int vocabularySize(JsonNode root) {
        int largest = -1;
        JsonNode vocabulary = root.path("model").path("vocab");
        for (JsonNode id : vocabulary) {
            largest = Math.max(largest, id.asInt(-1));
        }
        if (vocabulary.isArray()) { // of tokens and their scores, in the order of their ids
            largest = vocabulary.size() - 1;
        }
        for (JsonNode added : root.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt(-1));
        }
        return largest + 1;
    }

    /** In code points; a vocabulary of bytes has one for each byte. */
    private static int longestToken(JsonNode root, Set<String> addedTokens) {
        JsonNode vocabulary = root.path("model").path("vocab");
        Stream<String> tokens = Stream.of(
                        vocabulary.propertyStream().map(Map.Entry::getKey),
                        vocabulary.valueStream().map(each -> each.path(0).asString("")),
                        addedTokens.stream())
                .flatMap(each -> each);
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

    /**
     * The tokens of {@code text}. Special tokens are recognised where they are written out, but for those that {@link #literal}
     * marked, and none are added.
     */
    public int[] encode(String text) {
        return encode(text, false);
    }

    /** The tokens of {@code text}, with the tokenizer's own begin and end tokens when {@code addSpecialTokens}. */
    public int[] encode(String text, boolean addSpecialTokens) {
        return ids(
                special.anyLiteral(text)
                        ? encoded(renamed(), special.forRenamed(text), addSpecialTokens)
                        : encoded(tokenizer, text, addSpecialTokens));
    }

    private Encoding encoded(HuggingFaceTokenizer by, String text, boolean addSpecialTokens) {
        try {
            return by.encode(text, addSpecialTokens, false);
        } catch (RuntimeException refused) {
            throw new ModelException(file + " cannot read a text: " + refused.getMessage(), refused);
        }
    }

    /**
     * A text of somebody who may not speak for the model: {@link #encode(String)} takes the special tokens in it for text. They
     * have an invisible mark.
     */
    public String literal(String text) {
        return special.literal(text);
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
        Encoding encoding = encoded(tokenizer, text, false);
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
        return new BulkEncoder(this, merges, List.copyOf(idOfAdded.keySet()));
    }

    /** The id of an added token; empty where there is none of this content. */
    public OptionalInt idOf(String content) {
        Integer id = idOfAdded.get(content);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Whether a text writes out a special token, such as one that ends a turn of a chat. */
    public boolean holdsSpecialToken(String text) {
        return special.in(text);
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
        try {
            return tokenizer.decode(wide, skipSpecialTokens);
        } catch (RuntimeException refused) {
            throw new ModelException(file + " cannot write a text: " + refused.getMessage(), refused);
        }
    }

    /** The text that a token adds to one before it; a part of a character is U+FFFD. */
    public String text(int id) {
        int[] before = encode("a");
        int[] both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = id;
        String alone = decode(before, false);
        String whole = decode(both, false);
        return whole.startsWith(alone) ? whole.substring(alone.length()) : decode(new int[] {id}, false);
    }

    /** The bytes that each token adds to a text, by id; empty for special tokens. Read from the file at each call. */
    public List<byte[]> bytes() {
        return TokenBytes.read(JsonFile.readObject(file), vocabularySize);
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
    public synchronized void close() {
        tokenizer.close();
        if (renamed != null) {
            renamed.close();
        }
    }
}
