/**
 * What an auditor needs to check a receipt offline: canonical JSON (RFC 8785, integers only), hashes, Merkle trees and
 * proofs (RFC 6962), signed checkpoints (C2SP), the receipt with its invariants, and the ordered checks over an exported
 * receipt file. Uses the JDK alone, and runs on Java 17, so that any machine can run it. What must stay true: bytes that
 * two readers could understand differently are refused, and whatever a stranger sends ends in {@link VerifyException}
 * within the named limits, never in another exception.
 */
@NullMarked
package org.openledger.verify;

import org.jspecify.annotations.NullMarked;
import org.openledger.verify.bytes.VerifyException;
