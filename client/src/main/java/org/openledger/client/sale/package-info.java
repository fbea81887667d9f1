/** Answers sold for a payment by signature, as records. */
@NullMarked
package org.openledger.client.sale;

import org.jspecify.annotations.NullMarked;
