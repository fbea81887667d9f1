/**
 * What a model says to rows that it did not learn: how likely they are under it and its base, what both answer, how far that is what
 * the row says, and whether the rows stand in those that were learnt. It knows rows and adapters, no run, but by its id. What came out
 * is a document of canonical JSON, kept with its SHA-256.
 */
@NullMarked
package org.openledger.factory.evaluation;

import org.jspecify.annotations.NullMarked;
