/** The commands on versions of Datanets and on their rows: to look at, to compare, to export, to take back. */
@NullMarked
package org.openledger.cli.datanet;

import org.jspecify.annotations.NullMarked;
