package org.openledger.datanet.row;

import java.util.Optional;
import org.openledger.verify.bytes.Hex;

/** A row on its way through screening. */
public final class Candidate {
    private final long id;
    private final long line;
    private final String salt;
    private final String content;
    private final String leaf;
    private final Optional<String> corrects;
    private final Fingerprint fingerprint;
    private final long[] keptShingles;
    private final long[] askedShingles;

    private Candidate(
            long id,
            long line,
            String salt,
            String content,
            String leaf,
            Optional<String> corrects,
            Fingerprint fingerprint) {
        this.id = id;
        this.line = line;
        this.salt = salt;
        this.content = content;
        this.leaf = leaf;
        this.corrects = corrects;
        this.fingerprint = fingerprint;
        this.keptShingles = Winnowing.kept(fingerprint);
        this.askedShingles = Winnowing.asked(fingerprint);
    }

    /** @param corrects the leaf of the row that it is to replace */
    public static Candidate of(
            long id, long line, byte[] salt, String content, Optional<String> corrects, RowParts parts) {
        String saltHex = Hex.of(salt);
        return new Candidate(id, line, saltHex, content, Row.leafOf(saltHex, content), corrects, Fingerprint.of(parts));
    }

    /** A row kept earlier, to be compared again. */
    public static Candidate of(Row row, Schema schema) {
        return new Candidate(
                row.id(),
                row.line(),
                row.salt(),
                row.content(),
                row.leaf(),
                row.corrects(),
                Fingerprint.of(schema.parts(row.fields())));
    }

    public long id() {
        return id;
    }

    public long line() {
        return line;
    }

    String salt() {
        return salt;
    }

    public String content() {
        return content;
    }

    public String leaf() {
        return leaf;
    }

    /** The leaf of the row that it is to replace. */
    public Optional<String> corrects() {
        return corrects;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** See {@link Winnowing#kept}. */
    public long[] keptShingles() {
        return keptShingles;
    }

    /** See {@link Winnowing#asked}. */
    public long[] askedShingles() {
        return askedShingles;
    }
}
