package org.openledger.chain;

/** When what a block has counts as settled: only then are its events booked and its transactions done. */
public sealed interface Finality {
    /** As soon as it is there: blocks are never taken back, and this node alone makes them. The embedded chain's. */
    record Immediate() implements Finality {}

    /** Once so many blocks follow it. */
    record Depth(int blocks) implements Finality {
        public Depth {
            if (blocks < 0) {
                throw new ChainException("the blocks that must follow must not be negative: " + blocks);
            }
        }
    }

    /** Once the network's newest block of this kind (Ethereum's JSON-RPC: {@code finalized}, {@code safe}) is not before it. */
    record Tag(String word) implements Finality {
        public Tag {
            if (!word.equals("finalized") && !word.equals("safe")) {
                throw new ChainException("the kinds of settled blocks are finalized and safe, not " + word);
            }
        }
    }

    /** Of {@code finalized}, {@code safe}, or a number of blocks. */
    static Finality parse(String word) {
        return word.matches("[0-9]{1,5}") ? new Depth(Integer.parseInt(word)) : new Tag(word);
    }
}
