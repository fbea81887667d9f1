/**
 * The command line: one command a file. A command asks a node through {@link org.openledger.client.NodeClient}, starts
 * one, or works on local files; it holds no rule of the business. May use every module but bench. Exit codes: 0 done, 1
 * refused or failed, 2 wrong usage.
 */
@NullMarked
package org.openledger.cli;

import org.jspecify.annotations.NullMarked;
