/** Rows, and what receipts say of them, as records. A row's JSON is the same wherever an answer has one. */
@NullMarked
package org.openledger.client.row;

import org.jspecify.annotations.NullMarked;
