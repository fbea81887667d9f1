/** Datanets, contributions, versions and rows, as the API shows and takes them. */
@NullMarked
package org.openledger.client.datanet;

import org.jspecify.annotations.NullMarked;
