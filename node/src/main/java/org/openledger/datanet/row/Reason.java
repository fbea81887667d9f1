package org.openledger.datanet.row;

import org.openledger.verify.bytes.Worded;

/** Why a line or row is not in a version, or waits for its owner's own word. */
public enum Reason implements Worded {
    MALFORMED_JSON("malformed-json"),
    BAD_UTF8("bad-utf8"),
    TOO_LONG("too-long"),
    TOO_DEEP("too-deep"),
    DUPLICATE_KEY("duplicate-key"),
    WRONG_SCHEMA("wrong-schema"),
    /** A character that is in no text: U+0000, half a surrogate pair, or a tag outside a flag. */
    BAD_TEXT("bad-text"),
    EMPTY("empty"),
    TOO_MANY_ROWS("too-many-rows"),
    EXACT_DUPLICATE("exact-duplicate"),
    NEAR_DUPLICATE("near-duplicate"),
    /** Most of it stands in earlier rows. */
    CONTAINED("contained"),
    /** An earlier row with other numbers or names. */
    VARIANT("variant"),
    /** It says which row it is to replace. */
    CORRECTION("correction"),
    /** It repeats a row of another Datanet. */
    ELSEWHERE("elsewhere"),
    /** A key or a password stands in it. */
    SECRET("secret"),
    /** Something by which a person is known or reached stands in it. */
    PERSONAL_DATA("personal-data"),
    /** The Datanet's owner did not take it; the detail has the owner's words. */
    REVIEW("review"),
    /** The contract did not record the contribution; the detail has its words. */
    CHAIN_REFUSED("chain-refused");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
