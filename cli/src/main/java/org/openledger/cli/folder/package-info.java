/** The commands on what a node keeps: fsck, backup, restore, upgrade, export. */
@NullMarked
package org.openledger.cli.folder;

import org.jspecify.annotations.NullMarked;
