package org.openledger.client.notification;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * Where an account is told.
 *
 * @param id names it
 * @param account who is told
 * @param kind how
 * @param address a URL or a mail address
 * @param events what it is told of
 * @param state a mail address waits for its code before it is live; ended once it was removed
 * @param createdMillis when it was added
 * @param confirmedMillis when it began to count
 */
public record TargetLine(
        String id,
        String account,
        @Words({"webhook", "mail"}) String kind,
        String address,
        @AtMost(7) List<String> events,

        @Words({"waiting", "live", "ended"}) String state,

        long createdMillis,
        Optional<Long> confirmedMillis) {}
