/** Who reviews with a Datanet's owner, by which policy, and what they vote and say, as records. */
@NullMarked
package org.openledger.client.community;

import org.jspecify.annotations.NullMarked;
