/**
 * Checks what a community took with it: a Datanet that a node exported, as a folder. Everything follows from the folder alone: rows
 * from salts, roots from rows, signatures from roots, and the log's proofs from its signed checkpoint.
 */
@NullMarked
package org.openledger.verify.datanet;

import org.jspecify.annotations.NullMarked;
