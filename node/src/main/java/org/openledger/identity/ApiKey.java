package org.openledger.identity;

/**
 * What is known of an API key; the key itself is shown once, when issued.
 *
 * @param id the first 16 hex characters of the key's SHA-256: names it in lists and when revoking
 * @param payer whose deposit its use is charged to
 */
public record ApiKey(String id, String payer, String label, long createdMillis, boolean revoked) {
    static final int ID_CHARACTERS = 16;

    static String id(String digest) {
        return digest.substring(0, ID_CHARACTERS);
    }

    static boolean isId(String text) {
        return text.matches("[0-9a-f]{" + ID_CHARACTERS + "}");
    }
}
