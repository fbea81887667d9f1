package org.openledger.notification;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.openledger.notification.Notification.State;

/** Writes down what accounts are told of, in the transaction that does it. */
public final class Notifications {
    /** Of one target; who does not take what is sent is told no more until some of it ended. */
    static final long MAX_WAITING = 1000;

    private static final int ID_BYTES = 16;

    private Notifications() {}

    /**
     * Tells those of the accounts that want to know.
     *
     * @param words a sentence of numbers, without anything that somebody wrote
     * @param path of the page that shows it
     */
    public static void tell(
            Handle tx, Event event, Collection<String> accounts, String words, String path, long nowMillis) {
        Set<String> distinct = new HashSet<>(accounts);
        if (distinct.isEmpty()) {
            return;
        }
        for (Target target : TargetTable.live(tx, distinct)) {
            if (target.wanted().contains(event.word())
                    && NotificationTable.countWaiting(tx, target.id()) < MAX_WAITING) {
                write(tx, target, event, words, path, nowMillis);
            }
        }
    }

    /** So many rows, in words. */
    public static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    static void write(Handle tx, Target target, Event event, String words, String path, long nowMillis) {
        NotificationTable.insert(
                tx,
                new Notification(
                        id(),
                        target.id(),
                        event,
                        words,
                        path,
                        State.WAITING,
                        0,
                        nowMillis,
                        nowMillis,
                        Optional.empty(),
                        ""));
    }

    /** An id of chance: none is ever that of something else that was sent. */
    static String id() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
