/** What a caller shows: API keys with their scopes and caps, sign-ins with a wallet, sessions. Secrets are kept as digests. */
@NullMarked
package org.openledger.identity.credential;

import org.jspecify.annotations.NullMarked;
