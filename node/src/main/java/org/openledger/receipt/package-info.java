/**
 * From an answer to its signed receipt: attribution in the background, the draft, the signature, export, and the proofs
 * of quotations. Uses the gateway's record of answers, the ledger and the log. The receipt, its log entry and the
 * journal entry that moves its money are one transaction.
 */
@NullMarked
package org.openledger.receipt;

import org.jspecify.annotations.NullMarked;
