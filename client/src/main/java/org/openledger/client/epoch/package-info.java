/** Epochs, their audits, and claims under them, as records. */
@NullMarked
package org.openledger.client.epoch;

import org.jspecify.annotations.NullMarked;
