/**
 * HTTP only: routes, authentication, limits, mapping.
 */
@NullMarked
package org.openledger.api;

import org.jspecify.annotations.NullMarked;
