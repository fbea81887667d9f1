/**
 * Datanets and what is in them: terms, contributions, screening, review, versions. Uses the store, identity, and the log
 * and chain through {@link org.openledger.datanet.record.PublicRecord}. A contribution's root, once signed, and a version, once
 * published, never change; a row's text is in the database only, its salted hash everywhere else; the earliest committed
 * of rows that are the same, nearly the same, or stand in one another for the most part leads, whatever Datanet it is in.
 */
@NullMarked
package org.openledger.datanet;

import org.jspecify.annotations.NullMarked;
