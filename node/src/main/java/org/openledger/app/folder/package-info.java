/** What is done to a data folder without answering anybody: backups, restores, exports, repairs, trials of an upgrade. */
@NullMarked
package org.openledger.app.folder;

import org.jspecify.annotations.NullMarked;
