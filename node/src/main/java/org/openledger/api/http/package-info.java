/**
 * What all routes stand on: the server, who may call what, bodies and fields within limits, live events, and the one
 * shape of a refusal. Only this package and the routes know the HTTP server. No secret is ever written to an answer or
 * a log.
 */
@NullMarked
package org.openledger.api.http;

import org.jspecify.annotations.NullMarked;
