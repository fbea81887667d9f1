package org.openledger.datanet.file;

/** What of a plain text is one record. */
public enum TextUnit {
    /** The whole file. */
    DOCUMENT,
    /** What stands under a heading of Markdown. */
    HEADING,
    /** What stands between blank lines. */
    PARAGRAPH,
    LINE
}
