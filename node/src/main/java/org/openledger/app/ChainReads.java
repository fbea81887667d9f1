package org.openledger.app;

import org.openledger.chain.ChainException;

/** Reads of contracts: web3j's calls declare any exception, ours throw {@link ChainException}. */
final class ChainReads {
    private ChainReads() {}

    /** A call to a contract. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws Exception;
    }

    static <T> T read(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ChainException("a contract cannot be read: " + e.getMessage(), e);
        }
    }
}
