/**
 * Routes of Datanets: contributions, review, versions and rows. Maps between JSON and the domain; holds no rule of the
 * business.
 */
@NullMarked
package org.openledger.api.datanet;

import org.jspecify.annotations.NullMarked;
