package org.openledger.client.credential;

import java.util.Optional;

/**
 * What an administrator did. Its salt and its other members make up the digest that the public log has of it.
 *
 * @param id counts acts from 1
 * @param timeMillis when it was asked for
 * @param who the token's name
 * @param route the endpoint
 * @param target the path and query that it was called at
 * @param bodyDigest the SHA-256 of what was sent, where that was JSON
 * @param outcome changed, unchanged, refused or failed; a change that was made stays although what followed was refused
 * @param salt drawn for it
 * @param logIndex its place in the log
 */
public record AdminActLine(
        long id,
        long timeMillis,
        String who,
        String route,
        String target,
        Optional<String> bodyDigest,
        String outcome,
        String salt,
        long logIndex) {}
