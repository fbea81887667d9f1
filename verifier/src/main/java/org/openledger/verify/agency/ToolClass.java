package org.openledger.verify.agency;

import java.util.Locale;
import org.openledger.verify.bytes.Worded;

/** What a call of a tool does to the world. */
public enum ToolClass implements Worded {
    /** Nothing: it reads, at no cost. */
    READ,
    /** It costs money, within the mandate's caps, and changes nothing else. */
    SPEND,
    /** It changes something: its arguments decide what. */
    WRITE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
