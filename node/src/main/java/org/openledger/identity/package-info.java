/**
 * Who someone is: accounts, the node's custodial keys, foreign wallets and their signatures, sign-in, API keys. Uses the
 * store, and the chain only through {@link org.openledger.identity.ContractCalls}. A private key, an API key or a session
 * token is never in the database in the clear, and nothing here writes one to a log.
 */
@NullMarked
package org.openledger.identity;

import org.jspecify.annotations.NullMarked;
