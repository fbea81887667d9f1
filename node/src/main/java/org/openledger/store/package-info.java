/**
 * Where things are kept: the database (SQLite or PostgreSQL) and its migrations, content-addressed blobs, and the lock
 * that gives a data folder to one node. Uses nothing of the other packages. What a method here says is stored has
 * reached the disk when it returns.
 */
@NullMarked
package org.openledger.store;

import org.jspecify.annotations.NullMarked;
