package org.openledger.store.seal;

/**
 * Something kept that is not as it must be.
 *
 * @param where the table or file
 * @param key which row of the table; empty where it is the table or file as a whole
 * @param what is wrong with it
 * @param remedy what to do
 */
public record Finding(String where, String key, String what, String remedy) {
    /** In one line, for a person. */
    public String sentence() {
        return where + (key.isEmpty() ? "" : " " + key) + ": " + what + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
