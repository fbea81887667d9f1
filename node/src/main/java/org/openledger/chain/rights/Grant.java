package org.openledger.chain.rights;

import java.util.Optional;
import org.openledger.verify.UsageRights.Reason;

/**
 * What holds for somebody's use of a version.
 *
 * @param objection empty where something permits it
 * @param spdx the licence that permits it, or else the version's own; empty where none is stated
 * @param uses its bits
 * @param bought whether something other than the version's own licence permits it: terms that cost nothing, or a licence that was
 *     bought
 */
public record Grant(Optional<Reason> objection, String spdx, int uses, boolean bought) {}
