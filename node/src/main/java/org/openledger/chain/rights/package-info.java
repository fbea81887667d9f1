/**
 * What versions of Datanets may be used for and by whom, as the chain says: every event of licences and terms as a row, read block by
 * block, and the rule of the Licences contract over the rows. What a reorganisation takes back is taken back here too, so that the
 * rows are always those that reading the chain anew would give.
 */
@NullMarked
package org.openledger.chain.rights;

import org.jspecify.annotations.NullMarked;
