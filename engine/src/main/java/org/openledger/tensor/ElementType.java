package org.openledger.tensor;

import org.bytedeco.pytorch.global.torch;

/** The element types of safetensors files that this engine computes with; all are widened to float32 when loaded. */
public enum ElementType {
    F32(4, torch.ScalarType.Float),
    F16(2, torch.ScalarType.Half),
    BF16(2, torch.ScalarType.BFloat16);

    private final int bytes;
    private final torch.ScalarType scalarType;

    ElementType(int bytes, torch.ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** Bytes an element takes in the file. */
    public int bytes() {
        return bytes;
    }

    /** The same type in libtorch's words. */
    public torch.ScalarType scalarType() {
        return scalarType;
    }
}
