/** The chain as the node sees it, its transactions and blocks, as records. */
@NullMarked
package org.openledger.client.chain;

import org.jspecify.annotations.NullMarked;
