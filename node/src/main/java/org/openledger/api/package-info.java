/**
 * HTTP only: routes, authentication, limits, and the mapping between JSON and the domain's types; no rule of the
 * business. May use every package except app. Every body has a limit and is read within it, every refusal has the one
 * error shape, and no secret is ever written to an answer or a log.
 */
@NullMarked
package org.openledger.api;

import org.jspecify.annotations.NullMarked;
