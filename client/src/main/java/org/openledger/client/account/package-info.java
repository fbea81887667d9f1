/** Accounts, keys and sessions, as the API shows and takes them. */
@NullMarked
package org.openledger.client.account;

import org.jspecify.annotations.NullMarked;
