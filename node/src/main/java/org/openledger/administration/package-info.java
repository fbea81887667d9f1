/**
 * Who administers the node, and what they did: admin tokens beside that of the data folder, links that open the page once, and acts.
 * Of a token or a code the database has the SHA-256 alone. An act is written in the transaction of its first change, together with
 * the log's entry of it; the log has a salted digest, so that nobody learns from it who did what.
 */
@NullMarked
package org.openledger.administration;

import org.jspecify.annotations.NullMarked;
