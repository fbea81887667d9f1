/**
 * The text trail: suffix arrays over the training rows, which say which parts of an answer stand in them word for word, how
 * often, and in whose rows. It uses the JDK alone and knows token ids, leaves and contributor names, never text. What must
 * stay true: no span crosses a row, every maximal span is found, and no byte of a damaged index file is ever trusted.
 */
@NullMarked
package org.openledger.attribution.spans;

import org.jspecify.annotations.NullMarked;
