/**
 * The registry of models: every version of every name, whose it is, where its files are, its record on the chain and in the
 * log, and which version answers under a name at which price. Uses Datanets, the log, the chain and the engine. A version
 * never changes. A name belongs to one owner. What answers is decided by an act, and each act is an entry of the log.
 */
@NullMarked
package org.openledger.registry;

import org.jspecify.annotations.NullMarked;
