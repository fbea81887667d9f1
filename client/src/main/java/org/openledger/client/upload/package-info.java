/** Files that are sent in pieces. */
@NullMarked
package org.openledger.client.upload;

import org.jspecify.annotations.NullMarked;
