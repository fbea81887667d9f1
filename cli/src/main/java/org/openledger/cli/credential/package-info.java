/** The commands on API keys, sessions and admin tokens, and on what administrators did. */
@NullMarked
package org.openledger.cli.credential;

import org.jspecify.annotations.NullMarked;
