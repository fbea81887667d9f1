/** What commands send to a node: folders as a tar, large files in pieces. */
@NullMarked
package org.openledger.cli.upload;

import org.jspecify.annotations.NullMarked;
