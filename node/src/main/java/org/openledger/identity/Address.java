package org.openledger.identity;

import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;

/** Ethereum addresses as this product writes them: {@code 0x} and 40 lowercase hex characters. */
public final class Address {
    private static final Pattern FORM = Pattern.compile("0[xX][0-9a-fA-F]{40}");

    private Address() {}

    /**
     * The lowercase form of an address. A mixed-case one must carry the right EIP-55 checksum, which catches a mistyped
     * character. Throws {@link IdentityException} for anything else.
     */
    public static String parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IdentityException("not an address: write 0x and 40 hex characters");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String digits = text.substring(2);
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT)) && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !digits.equals(checksummed(lower).substring(2))) {
            throw new IdentityException(
                    "the address " + text + " has a wrong checksum: one of its characters is mistyped");
        }
        return lower;
    }

    /** The EIP-55 form, for people and wallets. */
    public static String checksummed(String address) {
        return Keys.toChecksumAddress(address);
    }
}
