package org.openledger.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank.Factors;
import org.openledger.tensor.Lines;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * An adapter laid out for answering: matrices that share their input have their A one below the other, so that one product reduces it
 * for all; B stands as it is multiplied, with the scale in it. It owns its memory: close it.
 */
final class LaidOutAdapter implements AutoCloseable {
    private final List<Map<List<Projection>, Group>> layers = new ArrayList<>();
    private final List<Tensor> owned = new ArrayList<>();

    /** One matrix among those that share its input: b [rank, outputs]; gain and shift of its outputs [outputs], where it has them. */
    private record Part(
            int place,
            Lines b,
            @Nullable Tensor gain,
            @Nullable Tensor shift) {}

    /** Matrices that share their input: a [rank of all, inputs]. */
    private record Group(Lines a, List<Part> parts) {}

    LaidOutAdapter(Adapter adapter, ModelConfig config) {
        try (Scope _ = Scope.open()) {
            for (int layer = 0; layer < config.layers(); layer++) {
                Map<List<Projection>, Group> groups = new HashMap<>();
                for (List<Projection> matrices : Projection.together(config.projections())) {
                    Group group = group(adapter, layer, matrices);
                    if (group != null) {
                        groups.put(matrices, group);
                    }
                }
                layers.add(groups);
            }
        } catch (RuntimeException | OutOfMemoryError half) {
            close();
            throw half;
        }
    }

    private @Nullable Group group(Adapter adapter, int layer, List<Projection> matrices) {
        TensorVector reducing = new TensorVector();
        List<Part> parts = new ArrayList<>();
        for (int place = 0; place < matrices.size(); place++) {
            if (adapter.config().adapts(layer, matrices.get(place))) {
                Factors factors = adapter.factors(layer, matrices.get(place));
                reducing.push_back(Factors.wide(factors.a()).select(0, 0));
                Tensor b = Factors.wide(factors.b())
                        .select(0, 0)
                        .t()
                        .mul(Tensors.scalar(adapter.config().scale()));
                parts.add(new Part(
                        place, new Lines(own(b.contiguous())), ofOutputs(factors.gain()), ofOutputs(factors.shift())));
            }
        }
        return parts.isEmpty() ? null : new Group(new Lines(own(torch.cat(reducing, 0))), parts);
    }

    private @Nullable Tensor ofOutputs(@Nullable Tensor each) {
        return each == null ? null : own(each.select(0, 0).select(0, 0).clone());
    }

    private Tensor own(Tensor tensor) {
        Tensor mine = Scope.own(tensor);
        owned.add(mine);
        return mine;
    }

    /**
     * Makes (W·x + scale·B·A·x)·gain + shift of W·x, of some lines in a row.
     *
     * @param x the input of {@code matrices}
     * @param bases W·x of each of them, which is overwritten
     * @param reduced room for A·x of the lines: [lines or more, {@link #widest} or more]
     */
    void apply(int layer, List<Projection> matrices, Lines x, long from, int lines, List<Lines> bases, Lines reduced) {
        Group group = layers.get(layer).get(matrices);
        if (group == null) {
            return;
        }
        x.times(from, lines, group.a(), reduced);
        int column = 0;
        for (Part part : group.parts()) {
            Lines base = bases.get(part.place());
            base.add(from, lines, reduced, column, part.b());
            column += Math.toIntExact(part.b().count());
            if (part.gain() != null) {
                base.some(from, lines).mul_(part.gain());
            }
            if (part.shift() != null) {
                base.some(from, lines).add_(part.shift());
            }
        }
    }

    /** The most that matrices with a shared input are reduced to: the sum of their ranks. */
    long widest() {
        return layers.stream()
                .flatMap(layer -> layer.values().stream())
                .mapToLong(group -> group.a().count())
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
        owned.clear();
        layers.clear();
    }
}
