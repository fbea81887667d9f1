/** The commands on what accounts hold on chain: to look at it, to send it, to let the node draw of it, to have it back. */
@NullMarked
package org.openledger.cli.wallet;

import org.jspecify.annotations.NullMarked;
