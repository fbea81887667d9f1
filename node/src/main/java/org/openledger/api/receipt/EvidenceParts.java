package org.openledger.api.receipt;

import org.openledger.evidence.EvidencePacks;
import org.openledger.evidence.EvidenceSubjects;

/**
 * What routes of evidence reach.
 *
 * @param packs makes them
 * @param subjects what they can be of
 */
public record EvidenceParts(EvidencePacks packs, EvidenceSubjects subjects) {}
