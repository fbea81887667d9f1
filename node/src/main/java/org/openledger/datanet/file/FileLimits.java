package org.openledger.datanet.file;

/**
 * What a file may be. A record past its limit is refused alone, the rest refuses the file.
 *
 * @param maxRecordCharacters longest line, cell or document
 * @param maxContentBytes what an upload may unpack to
 */
public record FileLimits(int maxRecordCharacters, long maxContentBytes) {
    /** Deepest nesting of a value. */
    public static final int MAX_DEPTH = 32;

    /** Most columns of a table, and keys of an object. */
    public static final int MAX_COLUMNS = 4096;

    /** Most files in an archive. */
    static final int MAX_MEMBERS = 10_000;

    /** What is read of a file to find its kind. */
    static final int HEAD_BYTES = 1 << 16;

    /** The largest part of a Parquet file that is held at once: a row group as it is packed, or a page unpacked. */
    static final long MAX_PARQUET_PART_BYTES = 256L << 20;
}
