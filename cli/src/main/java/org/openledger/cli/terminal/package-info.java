/**
 * What people see in the terminal: tables, steps with progress, and the interruption by Ctrl+C. Knows nothing of the
 * domain.
 */
@NullMarked
package org.openledger.cli.terminal;

import org.jspecify.annotations.NullMarked;
