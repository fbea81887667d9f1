/**
 * Secrets and personal data in texts: where they stand and of what kind they are, never what they say. Time is linear in the
 * text. Uses nothing of the node.
 */
@NullMarked
package org.openledger.datanet.privacy;

import org.jspecify.annotations.NullMarked;
