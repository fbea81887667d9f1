package org.openledger.cli.option;

import org.openledger.model.WeightType;

/** The types of matrices, as people write them. */
public enum Dtype {
    f32(WeightType.F32),
    bf16(WeightType.BF16),
    int8(WeightType.INT8);

    private final WeightType type;

    Dtype(WeightType type) {
        this.type = type;
    }

    public WeightType type() {
        return type;
    }
}
