package org.openledger.datanet.row;

import org.openledger.verify.bytes.Hex;

/** A row on its way through screening. */
public final class Candidate {
    private final long id;
    private final long line;
    private final String salt;
    private final String content;
    private final String leaf;
    private final Fingerprint fingerprint;
    private final long[] bands;
    private final long[] keptShingles;
    private final long[] askedShingles;

    private Candidate(long id, long line, String salt, String content, String leaf, Fingerprint fingerprint) {
        this.id = id;
        this.line = line;
        this.salt = salt;
        this.content = content;
        this.leaf = leaf;
        this.fingerprint = fingerprint;
        this.bands = fingerprint.bands();
        this.keptShingles = Winnowing.kept(fingerprint);
        this.askedShingles = Winnowing.asked(fingerprint);
    }

    public static Candidate of(long id, long line, byte[] salt, String content, String text) {
        String saltHex = Hex.of(salt);
        return new Candidate(id, line, saltHex, content, Row.leafOf(saltHex, content), Fingerprint.of(text));
    }

    /** A row kept earlier, to be compared again. */
    public static Candidate of(Row row, Schema schema) {
        return new Candidate(
                row.id(),
                row.line(),
                row.salt(),
                row.content(),
                row.leaf(),
                Fingerprint.of(schema.textOf(row.fields())));
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

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** See {@link Fingerprint#bands}. */
    public long[] bands() {
        return bands;
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
