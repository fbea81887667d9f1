package org.openledger.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * For whom something is read. What is private to an account or a payer is left out of lists in their SQL, by the parameters {@code
 * all}, {@code account} and {@code payer}; so it is in no count either.
 *
 * @param all whether everything may be shown, as to the administrator
 * @param account whom they act for: they signed in with its wallet; empty for nobody
 * @param payer whose questions and answers they may read; empty for nobody
 */
public record Reader(boolean all, String account, String payer) {
    /** Who may read what everybody may. */
    public static final Reader ANYONE = new Reader(false, "", "");

    /** Whether what this payer asked, and was answered, may be shown. */
    public boolean reads(String address) {
        return all || payer.equals(address);
    }

    /** Whether they act for an address. */
    public boolean is(String address) {
        return all || account.equals(address);
    }

    /** The parameters of a list's SQL, with others. */
    public Map<String, Object> with(Map<String, Object> others) {
        Map<String, Object> parameters = new HashMap<>(others);
        parameters.put("all", all ? 1 : 0);
        parameters.put("account", account);
        parameters.put("payer", payer);
        return parameters;
    }
}
