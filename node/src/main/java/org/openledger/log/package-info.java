/**
 * The append-only Merkle log: entries are appended in the caller's database transaction, then integrated into tiles
 * (C2SP tlog-tiles) and a signed checkpoint, which are served as they lie on disk. Uses the store and the verifier's
 * trees. What must stay true: a checkpoint is signed only over tiles that have reached the disk, that agree with the
 * database and that extend what was signed before; the log never shrinks.
 */
@NullMarked
package org.openledger.log;

import org.jspecify.annotations.NullMarked;
