/** The commands on agents: what they may do, and what they did. */
@NullMarked
package org.openledger.cli.agent;

import org.jspecify.annotations.NullMarked;
