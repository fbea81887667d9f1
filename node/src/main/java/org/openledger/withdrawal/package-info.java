/**
 * Rows that are taken back, by who gave them or after a notice of somebody else. What must stay true: once a withdrawal is finished,
 * no file of the node has the row's text, and what was answered, signed and paid before goes on verifying. One transaction takes the
 * row's text and writes the log's entry; what is derived from the text is made again after it, and after a crash.
 */
@NullMarked
package org.openledger.withdrawal;

import org.jspecify.annotations.NullMarked;
