/** API keys, sessions and admin tokens, and what administrators did, as the API shows and takes them. */
@NullMarked
package org.openledger.client.credential;

import org.jspecify.annotations.NullMarked;
