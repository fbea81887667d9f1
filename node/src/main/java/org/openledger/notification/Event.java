package org.openledger.notification;

import java.util.Arrays;
import java.util.List;
import org.openledger.verify.bytes.Worded;

/** What somebody is told of. */
public enum Event implements Worded {
    /** Rows wait for their review. */
    REVIEW("review", "Rows wait for your review"),
    /** Every row of a contribution was decided. */
    DECIDED("decided", "Your rows were decided on"),
    /** A reviewer asks about rows. */
    ASKED("asked", "A reviewer asks about your rows"),
    /** A contributor answered, or appealed. */
    ANSWERED("answered", "A contributor answered or appealed"),
    /** Rows were taken back. */
    WITHDRAWN("withdrawn", "Rows were taken back"),
    /** Somebody gave notice against rows, answered one, or decided it. */
    NOTICE("notice", "A notice against rows"),
    /** The chain paid what was earned. */
    PAID("paid", "You were paid"),
    /** A webhook was added: the first thing it hears. */
    CONNECTED("connected", "This webhook is connected"),
    /** A mail address was added: its code. */
    CODE("code", "Confirm this address");

    private final String word;
    private final String title;

    Event(String word, String title) {
        this.word = word;
        this.title = title;
    }

    @Override
    public String word() {
        return word;
    }

    /** Its heading, for people. */
    String title() {
        return title;
    }

    /** Those that an account chooses from; the others are about the target itself. */
    public static List<Event> chosen() {
        return Arrays.stream(values())
                .filter(event -> event != CONNECTED && event != CODE)
                .toList();
    }
}
