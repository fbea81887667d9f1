/** Accounts, keys, sessions, epochs and claims, as the API shows and takes them. */
@NullMarked
package org.openledger.client.account;

import org.jspecify.annotations.NullMarked;
