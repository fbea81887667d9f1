package org.openledger.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank.Factors;
import org.openledger.tensor.Lines;
import org.openledger.tensor.Products;
import org.openledger.tensor.Scope;
import org.openledger.tensor.SlabMemory;
import org.openledger.tensor.Tensors;

/**
 * Adapters laid out for answering, one a row of the batch (Chen et al., Punica, arXiv:2310.18547). An adapter is laid out when a text
 * first asks for it, however many texts do. As many stay as the largest batch had rows, those that were asked for last.
 * Not thread-safe. It owns its memory: close it.
 */
public final class RowBank implements AutoCloseable {
    private final ModelConfig config;
    /** Those asked for last stand last. */
    private final Map<Adapter, LaidOut> laidOut = new LinkedHashMap<>(16, 0.75f, true);

    private final SlabMemory memory = new SlabMemory();
    private int most;

    /** An empty bank, which grows as it is used. */
    public RowBank(ModelConfig config) {
        this.config = config;
    }

    /**
     * What gives each row of a batch its adapter, null standing for the base alone. It is valid until this is called again or the bank
     * is closed.
     */
    public LoraBank of(List<@Nullable Adapter> wanted) {
        most = Math.max(most, wanted.size());
        List<@Nullable LaidOut> rows = new ArrayList<>(wanted.size());
        try (NoGradGuard _ = new NoGradGuard()) {
            for (Adapter adapter : wanted) {
                rows.add(adapter == null ? null : laidOut.computeIfAbsent(adapter, this::layOut));
            }
        }
        Iterator<LaidOut> oldest = laidOut.values().iterator();
        while (laidOut.size() > most) {
            oldest.next().close();
            oldest.remove();
        }
        boolean vocabulary =
                wanted.stream().anyMatch(each -> each != null && (each.embedding() != null || each.head() != null));
        return new Rows(rows, vocabulary ? wanted : List.of());
    }

    private LaidOut layOut(Adapter adapter) {
        return new LaidOut(adapter, config, memory);
    }

    @Override
    public void close() {
        laidOut.values().forEach(LaidOut::close);
        laidOut.clear();
        memory.close();
    }

    /**
     * Adapters laid out for answering, one a row of the batch: rows side by side that share one share its
     * products. Nothing can be differentiated.
     */
    private static final class Rows extends LoraBank {
        private final List<@Nullable LaidOut> rows;
        private final long widest;

        /**
         * @param rows of each row of the batch, null where the base alone answers
         * @param vocabularies the adapter of each row, where one of them changes embedding or head; else none
         */
        Rows(List<@Nullable LaidOut> rows, List<@Nullable Adapter> vocabularies) {
            super(rows.size(), vocabularies);
            this.rows = rows;
            this.widest = rows.stream()
                    .filter(Objects::nonNull)
                    .mapToLong(LaidOut::widest)
                    .max()
                    .orElse(0);
        }

        @Override
        protected boolean onNumbers() {
            return true;
        }

        @Override
        protected Tensor base(Tensor x, Tensor weight) {
            return Products.of(x, weight).contiguous();
        }

        @Override
        List<Tensor> adapted(Tensor x, List<Tensor> bases, int layer, List<Projection> matrices) {
            Lines from = new Lines(x.contiguous());
            List<Lines> to = bases.stream().map(Lines::new).toList();
            Lines reduced = new Lines(x.new_empty(from.count(), widest));
            int ofRow = from.count() / rows.size();
            int first = 0;
            while (first < rows.size()) {
                LaidOut adapter = rows.get(first);
                int next = first + 1;
                while (next < rows.size() && rows.get(next) == adapter) {
                    next++;
                }
                if (adapter != null) {
                    adapter.apply(layer, matrices, from, (long) first * ofRow, (next - first) * ofRow, to, reduced);
                }
                first = next;
            }
            return bases;
        }
    }

    /**
     * An adapter laid out for answering: matrices that share their input have their A side by side and transposed, so that one product
     * reduces it for all; B has the scale in it. One row reads both from their first number to their last. It owns its memory: close it.
     */
    private static final class LaidOut implements AutoCloseable {
        private final List<Map<List<Projection>, Group>> layers = new ArrayList<>();
        private final List<Tensor> owned = new ArrayList<>();
        private final SlabMemory.Place place;
        private long widest;

        /** One matrix among those that share its input: b [outputs, rank]; gain and shift of its outputs [outputs], where it has them. */
        private record Part(
                int place,
                Lines b,
                @Nullable Tensor gain,
                @Nullable Tensor shift) {}

        /** Matrices that share their input: a [inputs, rank of all]. */
        private record Group(Lines a, List<Part> parts) {}

        LaidOut(Adapter adapter, ModelConfig config, SlabMemory memory) {
            place = memory.place(numbers(adapter, config));
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

        private static long numbers(Adapter adapter, ModelConfig config) {
            long numbers = 0;
            for (int layer = 0; layer < config.layers(); layer++) {
                for (Projection projection : config.projections()) {
                    if (adapter.config().adapts(layer, projection)) {
                        Factors factors = adapter.factors(layer, projection);
                        numbers += SlabMemory.upToLine(factors.a().numel());
                        numbers += SlabMemory.upToLine(factors.b().numel());
                    }
                }
            }
            return numbers;
        }

        private @Nullable Group group(Adapter adapter, int layer, List<Projection> matrices) {
            List<Integer> adapted = IntStream.range(0, matrices.size())
                    .filter(place -> adapter.config().adapts(layer, matrices.get(place)))
                    .boxed()
                    .toList();
            if (adapted.isEmpty()) {
                return null;
            }
            TensorVector reducing = new TensorVector();
            for (int place : adapted) {
                reducing.push_back(
                        Factors.wide(adapter.factors(layer, matrices.get(place)).a())
                                .select(0, 0));
            }
            Lines a = new Lines(laid(torch.cat(reducing, 0).t()));
            widest = Math.max(widest, a.columns());
            List<Part> parts = new ArrayList<>();
            for (int place : adapted) {
                Factors factors = adapter.factors(layer, matrices.get(place));
                Tensor b = Factors.wide(factors.b())
                        .select(0, 0)
                        .mul(Tensors.scalar(adapter.config().scale()));
                parts.add(new Part(place, new Lines(laid(b)), ofOutputs(factors.gain()), ofOutputs(factors.shift())));
            }
            return new Group(a, parts);
        }

        private Tensor laid(Tensor factor) {
            return factor.scalar_type().intern() == torch.ScalarType.Float
                    ? place.add(factor)
                    : own(factor.contiguous());
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
        void apply(
                int layer, List<Projection> matrices, Lines x, long from, int lines, List<Lines> bases, Lines reduced) {
            Group group = layers.get(layer).get(matrices);
            if (group == null) {
                return;
            }
            x.times(from, lines, group.a(), reduced);
            int column = 0;
            for (Part part : group.parts()) {
                Lines base = bases.get(part.place());
                base.add(from, lines, reduced, column, part.b());
                column += part.b().columns();
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
            return widest;
        }

        @Override
        public void close() {
            owned.forEach(Tensor::close);
            owned.clear();
            place.close();
            layers.clear();
        }
    }
}
