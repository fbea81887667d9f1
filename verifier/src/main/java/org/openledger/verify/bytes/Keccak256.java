package org.openledger.verify.bytes;

/**
 * The Keccak sponge with rate 136 bytes and the original padding 0x01…0x80. Written out here because the JDK has only
 * the padding of FIPS 202. Source: Bertoni et al., The Keccak reference, version 3.0, section 1.2.
 */
final class Keccak256 {
    private static final int RATE_BYTES = 136;
    private static final int ROUNDS = 24;

    /** ι: one constant a round. */
    private static final long[] ROUND_CONSTANTS = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
        0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
        0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
        0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
        0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
        0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };
    /** ρ and π walk the 24 lanes other than the first in this order, rotating by these amounts. */
    private static final int[] LANE_ORDER = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };

    private final long[] lanes = new long[25];
    private int position;

    void absorb(byte[] input) {
        for (byte value : input) {
            mix(value);
            if (position == RATE_BYTES) {
                permute();
                position = 0;
            }
        }
    }

    byte[] squeeze() {
        mix((byte) 0x01);
        position = RATE_BYTES - 1;
        mix((byte) 0x80);
        permute();
        byte[] digest = new byte[Hashes.BYTES];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (lanes[i >> 3] >>> (8 * (i & 7)));
        }
        return digest;
    }

    private void mix(byte value) {
        lanes[position >> 3] ^= (value & 0xFFL) << (8 * (position & 7));
        position++;
    }

    private void permute() {
        long[] column = new long[5];
        for (int round = 0; round < ROUNDS; round++) {
            theta(column);
            rhoAndPi();
            chi(column);
            lanes[0] ^= ROUND_CONSTANTS[round];
        }
    }

    private void theta(long[] parity) {
        for (int x = 0; x < 5; x++) {
            parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for (int x = 0; x < 5; x++) {
            long mixed = parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
            for (int y = 0; y < 25; y += 5) {
                lanes[x + y] ^= mixed;
            }
        }
    }

    private void rhoAndPi() {
        long carried = lanes[1];
        for (int i = 0; i < LANE_ORDER.length; i++) {
            long next = lanes[LANE_ORDER[i]];
            lanes[LANE_ORDER[i]] = Long.rotateLeft(carried, ROTATIONS[i]);
            carried = next;
        }
    }

    private void chi(long[] row) {
        for (int y = 0; y < 25; y += 5) {
            System.arraycopy(lanes, y, row, 0, 5);
            for (int x = 0; x < 5; x++) {
                lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}
