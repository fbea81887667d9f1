/**
 * One inference as it is kept: what was asked, with which sources, what was answered, its signed receipt, and what of
 * its pay stands for which row. Uses the store, the log and retrieval. An inference is admitted, answered and
 * receipted, or has failed; its record always looks like its state.
 */
@NullMarked
package org.openledger.answer;

import org.jspecify.annotations.NullMarked;
