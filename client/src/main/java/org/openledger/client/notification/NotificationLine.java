package org.openledger.client.notification;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * What a target was told, or is about to be.
 *
 * @param id the same in every try
 * @param target where
 * @param account whom
 * @param event of what
 * @param words a sentence of numbers
 * @param path of the page that shows it
 * @param state waiting to be sent, delivered, or given up
 * @param tries how often it was sent
 * @param detail how the last try ended
 * @param createdMillis when it happened
 * @param nextMillis when it is sent next
 * @param endedMillis when it arrived, or was given up
 */
public record NotificationLine(
        String id,
        String target,
        String account,
        String event,
        String words,
        String path,

        @Words({"waiting", "delivered", "failed"}) String state,

        long tries,
        String detail,
        long createdMillis,
        Optional<Long> nextMillis,
        Optional<Long> endedMillis) {}
