/**
 * What a node keeps, all of it: every table and every file, what each follows from, how it is checked and whether it is made again.
 * Nothing is kept that does not stand here. {@link org.openledger.kept.Fsck} walks it, and changes nothing unless it is asked to.
 */
@NullMarked
package org.openledger.kept;

import org.jspecify.annotations.NullMarked;
