package org.openledger.train.descent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.PackedMatrix;
import org.openledger.tensor.Scope;

/**
 * The frozen matrices of a run as gradients go back through them: each Wᵀ laid out when the first step comes to it, where 16 bits hold its
 * numbers, 2 bytes a number. Others are multiplied as they are. Thread-safe. It owns its memory: close it.
 */
public final class WaysBack implements AutoCloseable {
    private final Map<String, Optional<PackedMatrix>> laidOut = new ConcurrentHashMap<>();

    /**
     * g·W, [lines, inputs].
     *
     * @param name of the matrix
     * @param weight W [outputs, inputs], made in the scope that is open
     * @param g [lines, outputs]
     */
    Tensor back(String name, Supplier<Tensor> weight, Tensor g) {
        try (Scope scope = Scope.open()) {
            Optional<PackedMatrix> packed = g.scalar_type().intern() == torch.ScalarType.Float
                    ? laidOut.computeIfAbsent(name, _ -> laidOut(weight))
                    : Optional.empty();
            return scope.keep(packed.map(each -> each.times(g)).orElseGet(() -> g.mm(weight.get())));
        }
    }

    private static Optional<PackedMatrix> laidOut(Supplier<Tensor> weight) {
        try (Scope _ = Scope.open()) {
            return PackedMatrix.of(weight.get().t());
        }
    }

    @Override
    public void close() {
        laidOut.values().forEach(each -> each.ifPresent(PackedMatrix::close));
        laidOut.clear();
    }
}
