/**
 * Who owns the tokens of the registries, as the chain says: every transfer of a Datanet or a model, read block by block. What a
 * reorganisation takes back is taken back here too, so that the rows are always those that reading the chain anew would give.
 */
@NullMarked
package org.openledger.chain.token;

import org.jspecify.annotations.NullMarked;
