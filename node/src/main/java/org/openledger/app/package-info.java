/**
 * Main, command line, configuration, wiring; the only reader of the environment.
 */
@NullMarked
package org.openledger.app;

import org.jspecify.annotations.NullMarked;
