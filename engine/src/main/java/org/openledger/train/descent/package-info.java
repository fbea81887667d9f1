/**
 * What a run makes small and how its steps go there: the objective, the order of rows, the gradient of a step, the rate, the clip, Adam and its
 * derivatives. Everything is a function of what it is given alone.
 */
@NullMarked
package org.openledger.train.descent;

import org.jspecify.annotations.NullMarked;
