/**
 * Snapshots of a node: taken while it runs, checked, and restored. A snapshot is one moment of everything that
 * {@link org.openledger.kept.KeptFiles} names and that is not made again. What must stay true: no key stands in a backup in the
 * clear, nothing is restored that is not what was copied, and a snapshot is there whole or not at all.
 */
@NullMarked
package org.openledger.backup;

import org.jspecify.annotations.NullMarked;
