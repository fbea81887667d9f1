/**
 * One row: its schema, canonical form, leaf and fingerprint, and the tables that keep rows and shingles. Uses the store
 * alone. A row's text is in the database only, its salted hash everywhere else.
 */
@NullMarked
package org.openledger.datanet.row;

import org.jspecify.annotations.NullMarked;
