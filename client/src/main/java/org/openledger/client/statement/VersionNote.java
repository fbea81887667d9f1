package org.openledger.client.statement;

import java.util.Optional;
import org.openledger.client.shape.Example;

/**
 * What the owner says of a version that is drafted.
 *
 * @param note what is new, in at most 2,000 characters; it is public, and a part of what is signed
 */
public record VersionNote(
        @Example("\"Adds 120 questions about bread\"") Optional<String> note) {}
