package org.openledger.chain;

/** A real chain behind something that changes what is said of it. The chain belongs to the test, and outlives this. */
public interface ChainOver extends Chain {
    Chain chain();

    @Override
    default long id() {
        return chain().id();
    }

    @Override
    default Finality finality() {
        return chain().finality();
    }

    @Override
    default void close() {}
}
