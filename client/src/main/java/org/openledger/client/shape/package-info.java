/**
 * What a JSON value may look like, read from records: the one description that bodies and queries are checked by and that
 * the OpenAPI document is made from. A record's components are the only names that exist.
 */
@NullMarked
package org.openledger.client.shape;

import org.jspecify.annotations.NullMarked;
