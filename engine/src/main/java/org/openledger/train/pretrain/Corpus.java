package org.openledger.train.pretrain;

/** Texts to pre-train on: a generator, or files. */
public interface Corpus {
    /** The text of that number; any number from 0 is allowed, and the same number gives the same text. */
    String document(long number);
}
