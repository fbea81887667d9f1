/**
 * Receipts as the API shows them, and the members of the signed documents that it passes on. The bytes of those are what
 * was signed: the records here describe and read them, and never write them.
 */
@NullMarked
package org.openledger.client.receipt;

import org.jspecify.annotations.NullMarked;
