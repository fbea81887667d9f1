/**
 * What a chain holds, shown to a reader without a network: a block's header, the nodes of its state's tree that lead to storage slots of
 * contracts, and what the slots of the registries mean. Everything follows from the block's hash; whose hash it is, the reader has to know.
 */
@NullMarked
package org.openledger.verify.chain;

import org.jspecify.annotations.NullMarked;
