package org.openledger.factory;

import java.util.Optional;

/** What the ModelRegistry answered, if anything yet: a token, or why not. */
record Registration(Optional<String> token, Optional<String> refusal) {
    /** Whether the chain has not answered yet. */
    boolean isOpen() {
        return token.isEmpty() && refusal.isEmpty();
    }
}
