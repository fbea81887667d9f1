package org.openledger.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.Tensors;

/**
 * What one forward pass computes: B rows of T tokens, filled up on the right. Its tensors belong to the caller's
 * {@link org.openledger.tensor.Scope}.
 *
 * @param ids token ids [B, T]
 * @param positions each token's position in its own text, [B, T] or [1, T]
 * @param mask added to the attention scores, 0 or −∞, broadcast to [B, 1, 1, T, S]
 * @param window the cached tokens the rows continue, or null when the rows stand alone
 */
public record TokenBatch(Tensor ids, Tensor positions, Tensor mask, KvCache.@Nullable Window window) {
    /** Rows that stand alone, filled up to the longest with token 0, which no real token attends to. */
    public static TokenBatch padded(int[][] rows) {
        int longest = 1;
        for (int[] row : rows) {
            longest = Math.max(longest, row.length);
        }
        return new TokenBatch(ids(rows, longest), positions(longest), causal(longest), null);
    }

    /** The mask for layers that look at the last {@code window} tokens alone, the token itself included; 0 for all. */
    Tensor mask(int window) {
        long span = mask.size(4);
        if (window == 0 || span <= window) {
            return mask;
        }
        Tensor back =
                positions.view(positions.size(0), 1, 1, positions.size(1), 1).sub(Tensors.count(span));
        return mask.masked_fill(back.ge(Tensors.scalar(window)), Tensors.scalar(Double.NEGATIVE_INFINITY));
    }

    static Tensor ids(int[][] rows, int longest) {
        long[] ids = new long[rows.length * longest];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                ids[row * longest + i] = rows[row][i];
            }
        }
        return Tensors.longs(ids, rows.length, longest);
    }

    private static Tensor positions(int length) {
        long[] positions = new long[length];
        for (int i = 0; i < length; i++) {
            positions[i] = i;
        }
        return Tensors.longs(positions, 1, length);
    }

    private static Tensor causal(int length) {
        Tensor blocked = Tensors.zeros(length, length).fill_(Tensors.scalar(Double.NEGATIVE_INFINITY));
        return torch.triu(blocked, 1).view(1, 1, 1, length, length);
    }
}
