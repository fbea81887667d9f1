/**
 * Evidence packs: what the node has of a model, a version, an answer or an act is collected as its own exports give it, completed and
 * checked by the verifier's code, logged, and signed by the log's key. A pack shows its reader what they may read elsewhere, and nothing
 * more; question and answer are in it only where its reader asks for them and may have them.
 */
@NullMarked
package org.openledger.evidence;

import org.jspecify.annotations.NullMarked;
