package org.openledger.datanet.row;

import org.openledger.verify.bytes.Worded;

/** What becomes of a row in which something was found. */
public enum Treatment implements Worded {
    /** It becomes no row. */
    REFUSE("refuse"),
    /** It becomes a row that the Datanet's owner has to take by name. */
    HOLD("hold"),
    /** It becomes a row like others, in the cluster of the one that it is related to. */
    ACCEPT("accept");

    private final String word;

    Treatment(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
