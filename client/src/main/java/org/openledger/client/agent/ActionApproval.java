package org.openledger.client.agent;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * That a person lets one call through.
 *
 * @param by who does: one of those whom the mandate names
 * @param deadlineSeconds until when it holds, in seconds since 1970
 * @param signature of that address's key; absent where the node keeps it
 */
public record ActionApproval(
        String by, @Bounds(from = 1, to = 253_402_300_799L) long deadlineSeconds, Optional<String> signature) {}
