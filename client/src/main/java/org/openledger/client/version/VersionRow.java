package org.openledger.client.version;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * A row of a version, with what proves it.
 *
 * @param place in the version's tree, from 0
 * @param leaf SHA-256(0x00 ‖ salt ‖ content)
 * @param salt 32 hexadecimal digits; absent once it was taken back
 * @param content the row as canonical JSON; absent once it was taken back
 * @param contribution its contribution's number at this node
 * @param contributor who gave it
 * @param line its line in the upload
 * @param state whether it is there
 */
public record VersionRow(
        long place,
        String leaf,
        Optional<String> salt,
        Optional<String> content,
        String contribution,
        String contributor,
        long line,
        @Words({"there", "withdrawn"}) String state) {}
