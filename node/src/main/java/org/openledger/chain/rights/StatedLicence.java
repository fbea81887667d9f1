package org.openledger.chain.rights;

/**
 * A version's own licence.
 *
 * @param uses bits of {@link org.openledger.verify.UsageRights}
 */
public record StatedLicence(String spdx, int uses) {}
