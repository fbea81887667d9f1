/**
 * The small files of a model's folder: JSON within limits, digests, and the exception of every package that reads a
 * model. Uses the JDK and Jackson alone.
 */
@NullMarked
package org.openledger.model.file;

import org.jspecify.annotations.NullMarked;
