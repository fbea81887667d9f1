/** The commands on base models. */
@NullMarked
package org.openledger.cli.base;

import org.jspecify.annotations.NullMarked;
