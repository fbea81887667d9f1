/** The node itself as the API shows it: its overview, its refusals, what it sends of its own accord. */
@NullMarked
package org.openledger.client.node;

import org.jspecify.annotations.NullMarked;
