package org.openledger.chain.local;

import java.nio.file.Path;

/** A process to be killed: prints anvil's process id, then the hash of each transaction that was acknowledged. */
final class LocalChainNode {
    private LocalChainNode() {}

    public static void main(String[] arguments) {
        LocalChain chain = TestChain.start(Path.of(arguments[0]));
        System.out.println("> " + chain.process().orElseThrow().pid());
        for (int nonce = 0; nonce < Integer.MAX_VALUE; nonce++) {
            System.out.println("> " + TestChain.send(chain, TestChain.transfer(nonce)));
        }
    }
}
