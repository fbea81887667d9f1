/** Evidence packs, what they answer, and what licences permit, as records. */
@NullMarked
package org.openledger.client.evidence;

import org.jspecify.annotations.NullMarked;
