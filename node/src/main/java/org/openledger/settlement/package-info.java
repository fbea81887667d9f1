/**
 * Fee split, epochs, reward trees, claims, challenges.
 */
@NullMarked
package org.openledger.settlement;

import org.jspecify.annotations.NullMarked;
