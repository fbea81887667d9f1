/**
 * Who reviews with a Datanet's owner, by which policy, and what they voted and said: records and their tables. Everything that is done
 * is an act, and the log has the digest of each under a salt; so a vote that was changed afterwards is found, and a vote stays blind
 * until its row is decided.
 */
@NullMarked
package org.openledger.datanet.review;

import org.jspecify.annotations.NullMarked;
