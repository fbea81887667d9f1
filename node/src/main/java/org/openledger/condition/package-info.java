/** Conditions of mandates in the Common Expression Language, with bounds on what evaluating one can cost. */
@NullMarked
package org.openledger.condition;

import org.jspecify.annotations.NullMarked;
