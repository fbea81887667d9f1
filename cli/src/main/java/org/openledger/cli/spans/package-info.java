/**
 * The commands on span indexes: {@code spans build} and {@code spans match}. They use local files alone and need no
 * node.
 */
@NullMarked
package org.openledger.cli.spans;

import org.jspecify.annotations.NullMarked;
