/** Routes of agents: mandates, what was done under them, approvals, and the Model Context Protocol. */
@NullMarked
package org.openledger.api.agent;

import org.jspecify.annotations.NullMarked;
