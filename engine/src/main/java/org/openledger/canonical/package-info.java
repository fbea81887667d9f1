/** One form of a text for all that compares texts: what a reader takes for the same is the same. */
@NullMarked
package org.openledger.canonical;

import org.jspecify.annotations.NullMarked;
