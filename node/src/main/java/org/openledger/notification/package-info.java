/**
 * Tells accounts of what they wait for, by webhook and mail. What is told is written in the transaction that does it, and sent until it
 * arrived, so it comes at least once and never for something that was rolled back. It has numbers and a path alone, never the words
 * of a row, a question or a name: nothing of what is taken back later is in anybody's mail.
 */
@NullMarked
package org.openledger.notification;

import org.jspecify.annotations.NullMarked;
