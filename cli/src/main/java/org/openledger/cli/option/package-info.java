/**
 * Options that several commands share: the data folder, the base model, how a node is started. They turn words of the
 * command line into valid values, and refuse the others by name.
 */
@NullMarked
package org.openledger.cli.option;

import org.jspecify.annotations.NullMarked;
