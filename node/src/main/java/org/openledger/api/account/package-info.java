/**
 * Routes of people and keys: accounts, deposits, API keys, sign-in, epochs and claims. Maps between JSON and the
 * domain; holds no rule of the business.
 */
@NullMarked
package org.openledger.api.account;

import org.jspecify.annotations.NullMarked;
