/**
 * The model factory: checks the rights to the data, runs fine-tuning as durable jobs, registers what comes out, and keeps
 * the list of models. Uses the engine, Datanets, the log and the chain. A run survives the end of the process at any
 * moment and goes on from where it was; a model that was announced has its adapter, digest and token, and none of them
 * changes.
 */
@NullMarked
package org.openledger.factory;

import org.jspecify.annotations.NullMarked;
