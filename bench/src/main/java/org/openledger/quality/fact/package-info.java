/** What trials of credit are about: single facts, made by seed. */
@NullMarked
package org.openledger.quality.fact;

import org.jspecify.annotations.NullMarked;
