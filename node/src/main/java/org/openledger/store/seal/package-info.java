/**
 * Seals: proof that a row is as the node wrote it. A row's seal is a keyed digest of it, a table's is the sum of its rows' and their
 * number. Both are written in the transaction that writes the rows, so that any row that is changed, put in or taken out by anything
 * but the node no longer fits. Triggers note what a transaction writes: no statement can forget its seal.
 */
@NullMarked
package org.openledger.store.seal;

import org.jspecify.annotations.NullMarked;
