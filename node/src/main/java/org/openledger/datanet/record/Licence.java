package org.openledger.datanet.record;

import org.openledger.verify.UsageRights;

/**
 * What a licence lets others do with a Datanet's rows, as far as training and serving models is concerned.
 *
 * @param spdx identifier in the SPDX licence list, or a name of its owner's own
 * @param uses what the DatanetRegistry keeps of it: bits of {@link UsageRights}
 */
public record Licence(String spdx, String name, int uses) {
    /** Whether a model trained on the rows may be served for money. */
    public boolean commercialUse() {
        return has(UsageRights.COMMERCIAL);
    }

    /** Whether adaptations, such as a fine-tuned model, may be shared at all. */
    public boolean derivatives() {
        return has(UsageRights.DERIVATIVES);
    }

    /** Whether the author must be named, which every receipt does. */
    public boolean attribution() {
        return has(UsageRights.ATTRIBUTION);
    }

    /** Whether adaptations must carry the same licence. */
    public boolean shareAlike() {
        return has(UsageRights.SHARE_ALIKE);
    }

    /** Whether it lets others do so at all. */
    public boolean allows(UsageRights.Use use) {
        return has(use.bit());
    }

    private boolean has(int bit) {
        return (uses & bit) != 0;
    }
}
