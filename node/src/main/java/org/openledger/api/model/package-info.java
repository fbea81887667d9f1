/**
 * Routes of models and runs, and of what rows did for a model. Maps between JSON and the domain; holds no rule of the
 * business.
 */
@NullMarked
package org.openledger.api.model;

import org.jspecify.annotations.NullMarked;
