package org.openledger.model.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The types of tensors that are read. Numbers come in blocks of a scale and small integers; each number is computed in float32 in the
 * order of the format's reference implementation, so that all bits agree.
 */
enum GgufType {
    F32(0, 1, 4) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            out[to] = block.get(FLOAT, at);
        }
    },
    F16(1, 1, 2) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            out[to] = half(block, at);
        }
    },
    BF16(30, 1, 2) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            out[to] = Float.intBitsToFloat(block.get(SHORT, at) << 16);
        }
    },
    /** A scale and 32 bytes. */
    Q8_0(8, 32, 34) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            float scale = half(block, at);
            for (int i = 0; i < 32; i++) {
                out[to + i] = block.get(BYTE, at + 2 + i) * scale;
            }
        }
    },
    /** A scale, the fifth bits of 32 numbers, and their lower four: those of the first half in the lower halves of bytes. */
    Q5_0(6, 32, 22) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            float scale = half(block, at);
            int fifth = block.get(INT, at + 2);
            for (int i = 0; i < 16; i++) {
                int pair = unsigned(block, at + 6 + i);
                out[to + i] = scale * (((pair & 15) | (((fifth >>> i) & 1) << 4)) - 16);
                out[to + i + 16] = scale * (((pair >>> 4) | (((fifth >>> (i + 16)) & 1) << 4)) - 16);
            }
        }
    },
    /** 8 groups of 32 numbers of four bits, each with a scale and a minimum of six bits. */
    Q4_K(12, 256, 144) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            float scale = half(block, at);
            float minimum = half(block, at + 2);
            for (int group = 0; group < 8; group++) {
                float ofScale = scale * sixBits(block, at + 4, group, 0);
                float ofMinimum = minimum * sixBits(block, at + 4, group, 4);
                int shift = group % 2 * 4;
                for (int i = 0; i < 32; i++) {
                    int number = unsigned(block, at + 16 + group / 2 * 32L + i);
                    out[to + group * 32 + i] = ofScale * ((number >>> shift) & 15) - ofMinimum;
                }
            }
        }

        // Of 12 bytes: the first four groups' scales, then minima, in six bits; what the last four have in their upper
        // two.
        private int sixBits(MemorySegment block, long scales, int group, int minima) {
            int first = unsigned(block, scales + minima + group % 4);
            if (group < 4) {
                return first & 63;
            }
            int rest = unsigned(block, scales + 8 + group % 4);
            return (minima == 0 ? rest & 15 : rest >>> 4) | ((first >>> 2) & 48);
        }
    },
    /** 16 groups of 16 numbers of six bits, each with a scale of eight. */
    Q6_K(14, 256, 210) {
        @Override
        void read(MemorySegment block, long at, float[] out, int to) {
            float scale = half(block, at + 208);
            for (int i = 0; i < 256; i++) {
                int part = i / 128;
                int inPart = i % 128;
                int low = unsigned(block, at + part * 64L + inPart % 64);
                int high = unsigned(block, at + 128 + part * 32L + inPart % 32);
                float ofGroup = scale * block.get(BYTE, at + 192 + i / 16);
                out[to + i] = ofGroup * signed(low >>> (inPart / 64 * 4), high >>> (inPart / 32 * 2));
            }
        }

        private int signed(int low, int high) {
            return ((low & 15) | ((high & 3) << 4)) - 32;
        }
    };

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int id;
    private final int blockNumbers;
    private final int blockBytes;

    GgufType(int id, int blockNumbers, int blockBytes) {
        this.id = id;
        this.blockNumbers = blockNumbers;
        this.blockBytes = blockBytes;
    }

    static Optional<GgufType> of(int id) {
        return Arrays.stream(values()).filter(each -> each.id == id).findFirst();
    }

    /** All that are read, to be told to people. */
    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** How the files number it. */
    int id() {
        return id;
    }

    /** Numbers of one block, which a row is a multiple of. */
    int blockNumbers() {
        return blockNumbers;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Reads the numbers of one block, which begins at byte {@code at}, into {@code out} from {@code to} on. */
    abstract void read(MemorySegment block, long at, float[] out, int to);

    private static float half(MemorySegment block, long at) {
        return Float.float16ToFloat(block.get(SHORT, at));
    }

    private static int unsigned(MemorySegment block, long at) {
        return block.get(BYTE, at) & 255;
    }
}
