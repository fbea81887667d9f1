/**
 * One call of the HTTP API: how an endpoint is declared, and how a call is sent. An endpoint's declaration is the only
 * description of it; server, client and OpenAPI document are made from the same value.
 */
@NullMarked
package org.openledger.client.call;

import org.jspecify.annotations.NullMarked;
