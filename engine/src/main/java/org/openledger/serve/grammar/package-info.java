/**
 * Answers that are held to a JSON schema: the schema as an automaton over bytes, and which tokens of a vocabulary may come next in
 * each of its states. Whatever of JSON Schema is not computed is refused by its name, and so is a schema that no text satisfies. What
 * must stay true: each text that comes to its end is JSON that satisfies the schema.
 */
@NullMarked
package org.openledger.serve.grammar;

import org.jspecify.annotations.NullMarked;
