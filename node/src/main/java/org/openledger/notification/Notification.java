package org.openledger.notification;

import java.util.Optional;

/**
 * What one target is told.
 *
 * @param words a sentence of numbers; the code of a {@link Event#CODE}, until it was sent
 * @param path of the page that shows it
 * @param tries how often it was sent
 * @param nextMillis when it is sent next
 * @param detail how the last try ended
 */
public record Notification(
        String id,
        String target,
        Event event,
        String words,
        String path,
        State state,
        long tries,
        long createdMillis,
        long nextMillis,
        Optional<Long> endedMillis,
        String detail) {
    /** How far it is. */
    public enum State {
        WAITING,
        DELIVERED,
        /** It was tried often enough, or the target wants no more. */
        FAILED
    }
}
