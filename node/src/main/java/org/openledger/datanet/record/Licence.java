package org.openledger.datanet.record;

import org.openledger.verify.UsageRights;

/**
 * What a licence lets others do with a Datanet's rows, as far as training and serving models is concerned.
 *
 * @param spdx identifier in the SPDX licence list
 * @param commercialUse whether a model trained on the rows may be served for money
 * @param derivatives whether adaptations, such as a fine-tuned model, may be shared at all
 * @param attribution whether the author must be named (which every receipt does)
 * @param shareAlike whether adaptations must carry the same licence
 */
public record Licence(
        String spdx, String name, boolean commercialUse, boolean derivatives, boolean attribution, boolean shareAlike) {
    /** What the DatanetRegistry keeps of it: bits of {@link UsageRights}. */
    public int uses() {
        return UsageRights.bits(commercialUse, derivatives, attribution, shareAlike);
    }
}
