/**
 * What an operator may set: one registry of names, types, bounds and defaults, and the values that file, environment and
 * command line give them, of which the later wins. A name that nobody knows is refused, wherever it stands. Standard values
 * are the other packages'; who starts a node hands in the environment.
 */
@NullMarked
package org.openledger.setting;

import org.jspecify.annotations.NullMarked;
