/** One version of a Datanet: what anyone needs to check it, to compare it with another, and to load it elsewhere. */
@NullMarked
package org.openledger.client.version;

import org.jspecify.annotations.NullMarked;
