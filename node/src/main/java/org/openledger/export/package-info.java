/**
 * What a community takes with it when it leaves a node: a Datanet as a folder that anyone can check with the verifier alone. What must
 * stay true: nothing is in it that its people did not give it. Of rows that were erased or not accepted there is the leaf alone, of
 * conversations nothing but the digests in receipts.
 */
@NullMarked
package org.openledger.export;

import org.jspecify.annotations.NullMarked;
