/** Large files on their way to the node. */
@NullMarked
package org.openledger.cli.upload;

import org.jspecify.annotations.NullMarked;
