/** The command that makes packs of evidence. */
@NullMarked
package org.openledger.cli.evidence;

import org.jspecify.annotations.NullMarked;
