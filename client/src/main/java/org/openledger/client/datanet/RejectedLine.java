package org.openledger.client.datanet;

import java.util.Optional;

/**
 * A line of an upload that was not accepted.
 *
 * @param line its number in the upload, from 1
 * @param reason the code of why
 * @param detail why, in a sentence
 * @param leader the row that it repeats
 */
public record RejectedLine(long line, String reason, String detail, Optional<String> leader) {}
