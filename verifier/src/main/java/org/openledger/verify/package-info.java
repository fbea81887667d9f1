/**
 * Canonical JSON (RFC 8785), hashes, Merkle trees and proofs, checkpoints, the receipt and its checks.
 */
@NullMarked
package org.openledger.verify;

import org.jspecify.annotations.NullMarked;
