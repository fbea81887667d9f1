package org.openledger.factory;

import org.jdbi.v3.core.Handle;

/** Notes what the ModelRegistry said. Saying it again changes nothing. */
public final class Registrations {
    private Registrations() {}

    /** @param token the id the contract gave, decimal */
    public static void registered(Handle tx, String run, String token) {
        RunTable.registered(tx, run, token);
    }

    public static void refused(Handle tx, String run, String why) {
        RunTable.refused(tx, run, why);
    }
}
