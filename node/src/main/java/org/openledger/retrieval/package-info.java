/**
 * Search over the rows of Datanets, so that a model can be given them as sources. Uses the store, Datanets, and the engine's
 * models; knows nothing of answers or money. There is one index for a version and a base, which follows from the version's rows
 * and the base alone: it is compared with its own digests before use and made again when it is damaged or of another format.
 * Only rows that are accepted, there, and under a licence that allows the use are ever found.
 */
@NullMarked
package org.openledger.retrieval;

import org.jspecify.annotations.NullMarked;
