package org.openledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.openledger.verify.bytes.Hex;

/**
 * What a log commits to: its first {@code size} entries have this root. As text it is a C2SP tlog-checkpoint: origin,
 * decimal size, base64 root, one line each; extension lines of other logs are read over.
 *
 * @param origin the log's name, the same as its key's
 * @param root 64 hexadecimal digits
 */
public record Checkpoint(String origin, long size, String root) {
    public Checkpoint {
        VerifierKey.requireName(origin);
        Require.notNegative("a checkpoint's size", size);
        Require.digest("a checkpoint's root", root);
    }

    /** The checkpoint of a note, whose signatures are not looked at. */
    public static Checkpoint parseUnverified(String note) {
        String[] lines = SignedNote.parse(note).text().split("\n", -1);
        Require.that(lines.length >= 4, "a checkpoint has three lines: origin, size and root");
        Require.decimal("a checkpoint's size", lines[1]);
        Require.that(lines[1].length() <= 16, "a checkpoint's size is too large");
        byte[] root = SignedNote.decode(lines[2]);
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hex.of(root));
    }

    /** The checkpoint of a note that this key has signed; its origin must be the key's name. */
    public static Checkpoint verify(String note, VerifierKey key) {
        Checkpoint checkpoint = parseUnverified(note);
        Require.that(
                checkpoint.origin.equals(key.name()),
                "the checkpoint is of the log " + checkpoint.origin + ", not of " + key.name());
        SignedNote signed = SignedNote.parse(note);
        byte[] message = signed.text().getBytes(StandardCharsets.UTF_8);
        boolean valid = signed.signatures().stream()
                .filter(signature ->
                        signature.name().equals(key.name()) && signature.keyId().equals(key.id()))
                .anyMatch(signature -> key.verify(message, Hex.parse(signature.signature())));
        Require.that(valid, "the checkpoint is not signed by the log key " + key);
        return checkpoint;
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(rootBytes()) + "\n";
    }

    /** The signed note. */
    public String sign(LogKey key) {
        if (!key.verifierKey().name().equals(origin)) {
            throw new IllegalStateException("the key of " + key.verifierKey().name() + " cannot sign for " + origin);
        }
        return key.signNote(text());
    }

    public byte[] rootBytes() {
        return Hex.parse(root);
    }
}
