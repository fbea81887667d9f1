/**
 * Other people's servers of the Model Context Protocol, as a client speaks with them: bounded in size and time, and believed in
 * nothing. May use {@code store} and the verifier's JSON.
 */
@NullMarked
package org.openledger.mcp;

import org.jspecify.annotations.NullMarked;
