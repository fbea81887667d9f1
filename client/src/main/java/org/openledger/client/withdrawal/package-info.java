/** Rows that are taken back, and notices against rows, as the API shows and takes them. */
@NullMarked
package org.openledger.client.withdrawal;

import org.jspecify.annotations.NullMarked;
