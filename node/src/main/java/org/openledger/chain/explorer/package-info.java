/**
 * Transactions and blocks of the chain as people read them: with the contracts' names, and their events decoded. What a chain says is
 * shown as it says it; nothing here is kept, and no money depends on it.
 */
@NullMarked
package org.openledger.chain.explorer;

import org.jspecify.annotations.NullMarked;
