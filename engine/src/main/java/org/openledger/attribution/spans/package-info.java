/**
 * The text trail: suffix arrays over rows, which say which parts of an answer stand in them word for word, how often, and in whose
 * rows. {@code SpanIndex} has one model's training rows and can show them; {@code SpanFolder} has a corpus of any size in shards,
 * fast or compact ones, which name contributors but no rows. All walk an answer from its end. It uses the JDK alone and knows
 * token ids, leaves and contributor names, never text. What must stay true: no span crosses a row, every maximal span is found,
 * and no byte of a damaged index file is ever trusted.
 */
@NullMarked
package org.openledger.attribution.spans;

import org.jspecify.annotations.NullMarked;
