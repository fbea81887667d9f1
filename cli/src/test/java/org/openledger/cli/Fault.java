package org.openledger.cli;

/**
 * Damage to a folder.
 *
 * @param where the table or file
 * @param what is done to it
 */
record Fault(String where, String what, Harm harm) {
    /** Does it; false where the schema or the file does not allow it, and nothing was done. */
    @FunctionalInterface
    interface Harm {
        boolean doIt() throws Exception;
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
