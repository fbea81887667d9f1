/** Agents: mandates, what was done under them, and the tools that they may name, as records. */
@NullMarked
package org.openledger.client.agent;

import org.jspecify.annotations.NullMarked;
