package org.openledger.model.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The bytes that each token adds to a text, by {@code tokenizer.json}: a byte-level vocabulary writes each byte as a character, one of
 * SentencePiece's kind a space as {@code ▁} and single bytes as {@code <0x41>}.
 */
final class TokenBytes {
    private static final Pattern SINGLE_BYTE = Pattern.compile("<0x([0-9A-F]{2})>");
    private static final byte[] NONE = {};

    private TokenBytes() {}

    /** By id; empty for special tokens and for ids that no token has. */
    static List<byte[]> read(JsonNode root, int vocabularySize) {
        List<byte[]> bytes = new ArrayList<>(Collections.nCopies(vocabularySize, NONE));
        boolean byteLevel = root.path("decoder").toString().contains("\"ByteLevel\"");
        Map<Character, Byte> alphabet = new HashMap<>();
        for (int value = 0; value < 256; value++) {
            alphabet.put(ByteAlphabet.character(value), (byte) value);
        }
        JsonNode vocabulary = root.path("model").path("vocab");
        if (vocabulary.isObject()) {
            vocabulary
                    .properties()
                    .forEach(token -> bytes.set(
                            token.getValue().asInt(),
                            byteLevel ? ofBytes(token.getKey(), alphabet) : ofPiece(token.getKey())));
        } else {
            for (int id = 0; id < vocabulary.size(); id++) {
                bytes.set(id, ofPiece(vocabulary.path(id).path(0).asString("")));
            }
        }
        for (JsonNode added : root.path("added_tokens")) {
            bytes.set(
                    added.path("id").asInt(),
                    added.path("special").asBoolean(false)
                            ? NONE
                            : added.path("content").asString("").getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    private static byte[] ofBytes(String token, Map<Character, Byte> alphabet) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            Byte value = alphabet.get(token.charAt(i));
            if (value == null) {
                return NONE;
            }
            bytes[i] = value;
        }
        return bytes;
    }

    private static byte[] ofPiece(String token) {
        Matcher single = SINGLE_BYTE.matcher(token);
        return single.matches()
                ? new byte[] {(byte) Integer.parseInt(single.group(1), 16)}
                : token.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }
}
