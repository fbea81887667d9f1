/** The command line of the runnable jar, over all that it checks. */
@NullMarked
package org.openledger.verify.command;

import org.jspecify.annotations.NullMarked;
