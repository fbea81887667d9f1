/**
 * What a shell needs to complete the words of this program, made from the commands themselves. A script names each command, option
 * and choice there is, and no hidden one.
 */
@NullMarked
package org.openledger.cli.shell;

import org.jspecify.annotations.NullMarked;
