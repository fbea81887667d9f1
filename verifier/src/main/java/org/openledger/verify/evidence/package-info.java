/**
 * Evidence packs: one file with all that shows what a model, a version, an answer or an agent's act rests on, for a reader who has no
 * node and no network. What the pack claims, and what it says in other people's formats, follows from the parts that are signed: the
 * check writes each again and compares the bytes. So a pack says nothing that its proofs do not say, whoever made it.
 */
@NullMarked
package org.openledger.verify.evidence;

import org.jspecify.annotations.NullMarked;
