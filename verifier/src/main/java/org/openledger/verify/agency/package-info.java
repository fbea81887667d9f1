/**
 * What an agent may do, and what it did, as a stranger checks it offline: mandates that a principal's wallet signed, delegation
 * that only narrows, the record of every call with the rules that were asked, and trails, which hold all of a family of mandates.
 * What must stay true: what a mandate does not name is not allowed, and a member that nobody knows is refused.
 */
@NullMarked
package org.openledger.verify.agency;

import org.jspecify.annotations.NullMarked;
