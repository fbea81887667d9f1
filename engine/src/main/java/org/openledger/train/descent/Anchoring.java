package org.openledger.train.descent;

/**
 * From where a step knows what the base thinks of its own texts, on which the adapter is held to it. Both are right, and round differently: so a
 * run keeps the one that it began with, and is repeated by it to the bit.
 */
public enum Anchoring {
    /** The base reads a text once more in the step that takes it. Runs of earlier versions. */
    READ_AGAIN,
    /** What it thought when it said the text is kept. */
    AS_SAID
}
