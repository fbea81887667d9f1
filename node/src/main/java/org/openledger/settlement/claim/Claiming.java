package org.openledger.settlement.claim;

/** What came of bringing an account's claim to the chain. */
public sealed interface Claiming {
    /**
     * The claim is in the outbox, or was already.
     *
     * @param key what the outbox knows it by
     * @param gwei what it pays
     */
    record Sent(String account, long epoch, String key, long gwei) implements Claiming {}

    /** What is due does not make up for the gas of claiming it; it adds up until it does. */
    record TooLittle(String account, long dueGwei, long thresholdGwei) implements Claiming {}
}
