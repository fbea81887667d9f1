/**
 * A typed client of a node's HTTP API. Depends on Jackson and the HttpClient of the JDK alone, and on no other module.
 * What the node refuses comes out as {@link org.openledger.client.ClientException} with the node's own sentence.
 */
@NullMarked
package org.openledger.client;

import org.jspecify.annotations.NullMarked;
