/**
 * What a run makes small and how its steps go there: the objective, the order of rows, the rate, the clip, Adam and its derivatives.
 * Everything is a pure function of what it is given.
 */
@NullMarked
package org.openledger.train.descent;

import org.jspecify.annotations.NullMarked;
