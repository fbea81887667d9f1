package org.openledger.client.version;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.openledger.client.datanet.VersionLine;
import tools.jackson.databind.JsonNode;

/**
 * A published version of a Datanet, with what its owner signed.
 *
 * @param line what a list of versions says of it
 * @param withdrawn rows of it that were taken back, of which the leaf is left
 * @param manifest what it is made of, as JSON
 * @param manifestDigest SHA-256 of the manifest, which was signed
 * @param owner who signed it
 * @param deadlineSeconds the last second at which the signature was good
 * @param signature the owner's over the version
 * @param registry the DatanetRegistry's address
 * @param token the Datanet's number on chain
 * @param transaction by which it was registered, once it is sent
 */
public record VersionDetail(
        @JsonUnwrapped VersionLine line,
        long withdrawn,
        JsonNode manifest,
        String manifestDigest,
        String owner,
        long deadlineSeconds,
        String signature,
        String registry,
        String token,
        Optional<String> transaction) {}
