/**
 * The commands on stake, cases, votes and sales: what the contracts say, and the calls by which a wallet acts. The node has no part in
 * the acts; it passes on what the chain says.
 */
@NullMarked
package org.openledger.cli.court;

import org.jspecify.annotations.NullMarked;
