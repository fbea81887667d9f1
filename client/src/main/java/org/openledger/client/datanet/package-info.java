/** Datanets, contributions and versions, as the API shows and takes them. */
@NullMarked
package org.openledger.client.datanet;

import org.jspecify.annotations.NullMarked;
