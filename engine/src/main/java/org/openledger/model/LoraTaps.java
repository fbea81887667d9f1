package org.openledger.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.Scope;

/**
 * What goes through the factors of an adapter in one forward pass, and, after the backward pass, what comes back: for each factor the
 * inputs [tokens, inputs] and the gradients of its outputs [tokens, outputs]. It owns its
 * memory: close it.
 */
public final class LoraTaps implements AutoCloseable {
    private record Place(int layer, Projection projection, boolean second) {}

    private record Tap(Tensor input, Tensor zero) {}

    private final Map<Place, Tap> taps = new HashMap<>();

    /** Adds a zero that gradients end in, so that they can be read. */
    Tensor through(int layer, Projection projection, boolean second, Tensor input, Tensor product) {
        Tensor zero = torch.zeros_like(product).detach();
        zero.set_requires_grad(true);
        taps.put(new Place(layer, projection, second), new Tap(Scope.own(flat(input.detach())), Scope.own(zero)));
        return product.add(zero);
    }

    /** What went into a factor: A, or B where {@code second}. */
    public Tensor input(int layer, Projection projection, boolean second) {
        return tap(layer, projection, second).input();
    }

    /** What came back to a factor's outputs. */
    public Tensor outputGradient(int layer, Projection projection, boolean second) {
        return flat(tap(layer, projection, second).zero().grad());
    }

    private Tap tap(int layer, Projection projection, boolean second) {
        return Objects.requireNonNull(
                taps.get(new Place(layer, projection, second)), "nothing went through this factor");
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.reshape(-1, tensor.size(tensor.dim() - 1));
    }

    @Override
    public void close() {
        for (Tap tap : taps.values()) {
            tap.input().close();
            tap.zero().close();
        }
        taps.clear();
    }
}
