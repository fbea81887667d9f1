package org.openledger.agency;

/** What came of an agent's call. */
public sealed interface Outcome {
    /** The action's id. */
    String action();

    /** It was done, and this came back. */
    record Done(String action, Effect effect) implements Outcome {}

    /** It was not done, or came to nothing. */
    record Refused(String action, String why) implements Outcome {}

    /** It waits for a person to approve it. */
    record Waiting(String action, String why) implements Outcome {}
}
