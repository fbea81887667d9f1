package org.openledger.client.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call an endpoint. An API key calls it by one scope, or not at all. */
public enum CallerKind {
    /** No token is needed. With a key that reads, or a session, an answer may say more. */
    ANYONE("Anyone.", KeyScope.READ),
    /** Whoever holds an API key, or has signed in: their deposit pays. */
    PAYER("An API key that may ask, or a session of a wallet. Its deposit pays.", KeyScope.ASK),
    /** The contributor that the call is about, also by an API key, or the administrator. */
    CONTRIBUTOR(
            "The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the"
                    + " administrator.",
            KeyScope.CONTRIBUTE),
    /** The account that the call is about, signed in with its wallet, or the administrator. */
    ACCOUNT("The account that the call is about, signed in with its wallet; or the administrator.", null),
    /** An agent, by a key of its mandate. */
    AGENT("An agent, by a key of its mandate.", KeyScope.ACT),
    /** The holder of one of the node's admin tokens. */
    ADMINISTRATOR("The administrator, with an admin token of the node.", null);

    private final String sentence;
    private final Optional<KeyScope> scope;

    CallerKind(String sentence, @Nullable KeyScope scope) {
        this.sentence = sentence;
        this.scope = Optional.ofNullable(scope);
    }

    public String sentence() {
        return sentence;
    }

    /** What an API key needs to be more here than nobody; empty where no key is let in. */
    public Optional<KeyScope> scope() {
        return scope;
    }
}
