/**
 * The commands that measure: {@code bench}, {@code lds} and {@code value}, with their sizes, reports and plots. May use
 * every module; nothing depends on it. A report names what it was run on and keeps the targets that were missed.
 */
@NullMarked
package org.openledger.bench;

import org.jspecify.annotations.NullMarked;
