package org.openledger.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

/**
 * A text with signatures below it (C2SP signed-note): the text ends in a newline, an empty line follows, then one line
 * {@code — <key name> <base64 of key id and signature>} for each signature.
 */
record SignedNote(String text, List<Signature> signatures) {
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_SIGNATURES = 100;
    private static final int KEY_ID_BYTES = 4;
    private static final String DASH = "— ";

    /** One signature line: who claims to have signed, the first bytes of that key's hash, and the signature, in hex. */
    record Signature(String name, String keyId, String signature) {
        String line() {
            byte[] payload = Hex.parse(keyId + signature);
            return DASH + name + " " + Base64.getEncoder().encodeToString(payload) + "\n";
        }
    }

    SignedNote {
        signatures = List.copyOf(signatures);
        Require.that(text.endsWith("\n"), "a note's text must end in a newline");
        Require.that(!signatures.isEmpty(), "a note needs a signature");
        Require.atMost("a note's signatures", signatures.size(), MAX_SIGNATURES);
    }

    static SignedNote parse(String note) {
        Require.that(note.length() <= MAX_CHARACTERS, "a note may not be longer than " + MAX_CHARACTERS);
        for (int i = 0; i < note.length(); i++) {
            Require.that(note.charAt(i) >= ' ' || note.charAt(i) == '\n', "a note may not hold control characters");
        }
        int separator = note.lastIndexOf("\n\n");
        Require.that(separator > 0 && note.endsWith("\n"), "a note is a text, an empty line and signature lines");
        String lines = note.substring(separator + 2);
        List<Signature> signatures = new ArrayList<>();
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            Require.atMost("a note's signatures", signatures.size(), MAX_SIGNATURES - 1);
            signatures.add(parseLine(lines.substring(start, end)));
            start = end + 1;
        }
        return new SignedNote(note.substring(0, separator + 1), signatures);
    }

    private static Signature parseLine(String line) {
        int space = line.lastIndexOf(' ');
        Require.that(line.startsWith(DASH) && space > DASH.length(), "a note's signature line is malformed");
        byte[] payload = decode(line.substring(space + 1));
        Require.that(payload.length > KEY_ID_BYTES, "a note's signature is too short");
        return new Signature(
                line.substring(DASH.length(), space),
                Hex.of(Arrays.copyOf(payload, KEY_ID_BYTES)),
                Hex.of(Arrays.copyOfRange(payload, KEY_ID_BYTES, payload.length)));
    }

    /** Base64 with padding; another spelling of the same bytes is refused. */
    static byte[] decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            Require.that(Base64.getEncoder().encodeToString(bytes).equals(base64), "base64 in an unusual spelling");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new VerifyException("not base64: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
