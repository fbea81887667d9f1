/**
 * Datanets, contributions, screening, review, versions.
 */
@NullMarked
package org.openledger.datanet;

import org.jspecify.annotations.NullMarked;
