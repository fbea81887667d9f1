/** The commands on rows that await review, and on what becomes of rows in which something is found. */
@NullMarked
package org.openledger.cli.review;

import org.jspecify.annotations.NullMarked;
