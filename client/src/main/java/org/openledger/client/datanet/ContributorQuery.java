package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * Who contributes, and how their file is to be read. What is not said is found.
 *
 * @param contributor their address
 * @param map which column each field is taken from, such as {@code instruction=question,response=answer}
 * @param encoding of the file's text, such as {@code windows-1252}
 * @param unit what of a plain text is one row
 * @param repair whether what is nearly JSON is read too: single quotes, commas too many, comments, keys without quotes
 * @param upload the id of a file that was sent in pieces; the body is empty then
 */
public record ContributorQuery(
        String contributor,
        Optional<String> map,
        Optional<String> encoding,
        @Words({"document", "heading", "paragraph", "line"}) Optional<String> unit,
        Optional<Boolean> repair,
        Optional<String> upload) {
    /** A file of which everything is found. */
    public static ContributorQuery of(String contributor) {
        return new ContributorQuery(
                contributor, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
