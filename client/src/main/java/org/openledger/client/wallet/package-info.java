/** What accounts hold on chain, and what they ask of it, as records. */
@NullMarked
package org.openledger.client.wallet;

import org.jspecify.annotations.NullMarked;
