/**
 * Canonical bytes: JSON in one form, hexadecimal digits, hashes, and the arithmetic of secp256k1. Uses the JDK alone.
 * What is read is refused or has exactly one form, in bounded time.
 */
@NullMarked
package org.openledger.verify.bytes;

import org.jspecify.annotations.NullMarked;
