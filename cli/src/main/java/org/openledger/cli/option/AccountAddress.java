package org.openledger.cli.option;

/**
 * An account that a command line names.
 *
 * @param text {@code 0x} and 40 lower-case hexadecimal digits
 */
public record AccountAddress(String text) {
    /** Before a command line is read. */
    public static final AccountAddress NOBODY = new AccountAddress("");

    @Override
    public String toString() {
        return text;
    }
}
