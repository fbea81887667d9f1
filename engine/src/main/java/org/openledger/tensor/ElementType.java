package org.openledger.tensor;

import java.nio.ByteBuffer;
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

    /** The nearest number of this type, and the even one of two. */
    public float rounded(float number) {
        return switch (this) {
            case F32 -> number;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(number));
            case BF16 -> Float.intBitsToFloat(upperHalf(number) << 16);
        };
    }

    /** Puts a number, rounded so. */
    public void put(ByteBuffer bytes, float number) {
        switch (this) {
            case F32 -> bytes.putFloat(number);
            case F16 -> bytes.putShort(Float.floatToFloat16(number));
            case BF16 -> bytes.putShort((short) upperHalf(number));
        }
    }

    private static int upperHalf(float number) {
        int bits = Float.floatToRawIntBits(number);
        return (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
    }

    /** The same type in libtorch's words. */
    public torch.ScalarType scalarType() {
        return scalarType;
    }
}
