/**
 * Main, the command line, configuration and wiring: the one place where the parts are put together, started in order and
 * drained. May use every package of the node. It is the only reader of the environment and of the command line, so that
 * everything below can be built in a test with plain values.
 */
@NullMarked
package org.openledger.app;

import org.jspecify.annotations.NullMarked;
