package org.openledger.datanet.privacy;

import java.util.Locale;
import org.openledger.verify.bytes.Worded;

/** What a text may hold that is nobody else's business. */
public enum PrivateKind implements Worded {
    PRIVATE_KEY("private-key", true),
    ACCESS_KEY("access-key", true),
    TOKEN("token", true),
    PASSWORD("password", true),
    CARD("card", false),
    IBAN("iban", false),
    NATIONAL_NUMBER("national-number", false),
    MAIL("mail", false),
    PHONE("phone", false),
    IP_ADDRESS("ip-address", false);

    private final String word;
    private final boolean secret;

    PrivateKind(String word, boolean secret) {
        this.word = word;
        this.secret = secret;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether it opens something; else it is about a person. */
    public boolean isSecret() {
        return secret;
    }

    /** What stands in its place in a redacted text. */
    public String placeholder() {
        return "[" + word.toUpperCase(Locale.ROOT).replace('-', '_') + "]";
    }
}
