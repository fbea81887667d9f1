/**
 * Other people's networks, by the URLs of those who give access to them. A provider may be down, busy, behind, or have no index: each
 * call goes on to the next one, and nothing is believed of a head that another provider does not have yet. Nothing here is kept.
 */
@NullMarked
package org.openledger.chain.network;

import org.jspecify.annotations.NullMarked;
