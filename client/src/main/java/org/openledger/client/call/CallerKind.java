package org.openledger.client.call;

/** Who may call an endpoint. */
public enum CallerKind {
    /** No token is needed. */
    ANYONE("Anyone."),
    /** Whoever holds an API key, or has signed in: their deposit pays. */
    PAYER("An API key, or a session of a wallet. Its deposit pays."),
    /** The account that the call is about, signed in with its wallet, or the administrator. */
    ACCOUNT("The account that the call is about, signed in with its wallet; or the administrator."),
    /** The holder of the node's admin token. */
    ADMINISTRATOR("The administrator, with the node's admin token.");

    private final String sentence;

    CallerKind(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
