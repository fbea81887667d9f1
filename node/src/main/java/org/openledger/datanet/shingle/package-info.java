/**
 * Which rows have which shingle. An entry is a shingle's key and a row's id. Entries stand in sorted runs, each cut into small packed
 * blocks; what is filed makes a run, and runs of one size are merged (O'Neil and others, "The log-structured merge-tree", 1996). It
 * knows nothing of rows but their ids, and follows from them.
 */
@NullMarked
package org.openledger.datanet.shingle;

import org.jspecify.annotations.NullMarked;
