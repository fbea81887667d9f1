/**
 * Writes the Merkle log's tiles and checkpoints, serves and checks them.
 */
@NullMarked
package org.openledger.log;

import org.jspecify.annotations.NullMarked;
