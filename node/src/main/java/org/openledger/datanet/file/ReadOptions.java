package org.openledger.datanet.file;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * How a file is to be read.
 *
 * @param encoding of its text; found by its bytes where it is not given
 * @param unit what of a plain text is one record; by paragraph, or in Markdown by heading, where it is not given
 * @param repair whether what is nearly JSON is read too: single quotes, commas too many, comments, keys without quotes, line
 *     ends in a text
 */
public record ReadOptions(Optional<Charset> encoding, Optional<TextUnit> unit, boolean repair) {
    /** Everything is found, and nothing repaired. */
    public static final ReadOptions STANDARD = new ReadOptions(Optional.empty(), Optional.empty(), false);
}
