/**
 * Accounts, wallets, custodial keys, API keys, roles.
 */
@NullMarked
package org.openledger.identity;

import org.jspecify.annotations.NullMarked;
