package org.openledger.model.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes much text with one tokenizer, to the tokens that {@link Tokenizer#encode(String)} gives for {@link Tokenizer#literal} text. The reference implementation
 * encodes about 1.5 MB a second; most text is made of words that were seen before, and for GPT-2's scheme (words by a fixed
 * pattern, byte-level BPE within each) a word's tokens depend on nothing around it, so they are remembered. Whatever is outside
 * the scheme goes to the reference implementation: other tokenizers altogether, and texts with special tokens, with characters
 * beyond {@link WordSplitter}, or with a word of more than {@value #MAX_WORD_CHARS} characters.
 *
 * <p>For one thread; several encoders may share a tokenizer.
 */
public final class BulkEncoder {
    private static final int MAX_WORD_CHARS = 256;
    /** Words remembered; when full, all are forgotten. About 64 bytes each. */
    private static final int MAX_WORDS = 1 << 20;

    private static final int NONE = -1;

    private final Tokenizer tokenizer;
    private final List<String> specialTokens;
    private final BpeMerges merges;

    private int[] out = new int[1024];
    private int outLength;

    /** Open addressing: number of the word with this hash, or none. */
    private int[] slots = new int[1 << 12];

    private int words;
    private int[] hashes = new int[1 << 10];
    /** Where each word begins in {@link #characters} and {@link #tokens}; the next word's entry ends it. */
    private int[] characterStarts = new int[(1 << 10) + 1];

    private int[] tokenStarts = new int[(1 << 10) + 1];
    private char[] characters = new char[1 << 13];
    private int[] tokens = new int[1 << 12];

    BulkEncoder(Tokenizer tokenizer, BpeMerges merges, List<String> specialTokens) {
        this.tokenizer = tokenizer;
        this.merges = merges;
        this.specialTokens = specialTokens;
        Arrays.fill(slots, NONE);
    }

    /** The tokens of {@code text}, in which special tokens are text. */
    public int[] encode(String text) {
        if (merges.isEmpty() || specialTokens.stream().anyMatch(text::contains)) {
            return tokenizer.encode(tokenizer.literal(text));
        }
        outLength = 0;
        for (int start = 0; start < text.length(); ) {
            int end = WordSplitter.wordEnd(text, start);
            if (end < 0 || end - start > MAX_WORD_CHARS) {
                return tokenizer.encode(tokenizer.literal(text));
            }
            append(word(text, start, end));
            start = end;
        }
        return Arrays.copyOf(out, outLength);
    }

    private void append(int word) {
        int from = tokenStarts[word];
        int count = tokenStarts[word + 1] - from;
        if (outLength + count > out.length) {
            out = Arrays.copyOf(out, 2 * out.length + count);
        }
        for (int i = 0; i < count; i++) {
            out[outLength++] = tokens[from + i];
        }
    }

    private int word(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash *= 0x9E3779B9;
        int slot = hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
        while (slots[slot] != NONE) {
            int word = slots[slot];
            if (hashes[word] == hash && same(word, text, start, end)) {
                return word;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return learn(text, start, end, hash, slot);
    }

    private boolean same(int word, String text, int start, int end) {
        int from = characterStarts[word];
        if (characterStarts[word + 1] - from != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (characters[from + i - start] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int learn(String text, int start, int end, int hash, int slot) {
        if (words == MAX_WORDS) {
            words = 0;
            Arrays.fill(slots, NONE);
            return word(text, start, end);
        }
        int word = words++;
        if (words == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            characterStarts = Arrays.copyOf(characterStarts, 2 * hashes.length + 1);
            tokenStarts = Arrays.copyOf(tokenStarts, 2 * hashes.length + 1);
        }
        hashes[word] = hash;
        slots[slot] = word;
        int characterEnd = characterStarts[word] + end - start;
        if (characterEnd > characters.length) {
            characters = Arrays.copyOf(characters, 2 * characters.length + characterEnd);
        }
        text.getChars(start, end, characters, characterStarts[word]);
        characterStarts[word + 1] = characterEnd;
        int[] ids = merges.encode(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
        int tokenEnd = tokenStarts[word] + ids.length;
        if (tokenEnd > tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * tokens.length + tokenEnd);
        }
        System.arraycopy(ids, 0, tokens, tokenStarts[word], ids.length);
        tokenStarts[word + 1] = tokenEnd;
        if (words > slots.length / 2) {
            grow();
        }
        return word;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, NONE);
        for (int word = 0; word < words; word++) {
            int slot = hashes[word] >>> Integer.numberOfLeadingZeros(slots.length - 1);
            while (slots[slot] != NONE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = word;
        }
    }
}
