package org.openledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.LoraBank.Group;
import org.openledger.model.LoraBank.Part;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Adapters laid out for answering, one a row of the batch (Chen et al., Punica, arXiv:2310.18547). A row
 * is written again only where its adapter is another than before, so that texts join and leave for the price of their own.
 * Not thread-safe. It owns its memory: close it.
 */
public final class RowBank implements AutoCloseable {
    private final ModelConfig config;
    private final List<@Nullable Adapter> rows = new ArrayList<>();
    private Set<Projection> targets = EnumSet.noneOf(Projection.class);
    private int rank;
    private boolean plain = true;
    private List<Map<List<Projection>, Group>> layers = List.of();

    /** An empty bank, which grows as it is used. */
    public RowBank(ModelConfig config) {
        this.config = config;
    }

    /**
     * What gives each row of a batch its adapter, null standing for the base alone. It is valid until this is called again or the bank
     * is closed; a batch of one adapter alone has one row.
     */
    public LoraBank of(List<@Nullable Adapter> wanted) {
        boolean alike = wanted.stream().allMatch(each -> each == wanted.getFirst());
        List<@Nullable Adapter> needed = alike ? Collections.singletonList(wanted.getFirst()) : wanted;
        try (Scope _ = Scope.open()) {
            if (needed.size() > rows.size() || !needed.stream().allMatch(this::fits)) {
                layOut(needed);
            }
            for (int row = 0; row < needed.size(); row++) {
                if (rows.get(row) != needed.get(row)) {
                    write(row, needed.get(row));
                }
            }
        } catch (RuntimeException | OutOfMemoryError half) {
            close(); // a row that is half written has nobody's adapter
            throw half;
        }
        boolean vocabulary =
                needed.stream().anyMatch(each -> each != null && (each.embedding() != null || each.head() != null));
        return new LoraBank.Rows(needed.size(), layers, vocabulary ? needed : List.of());
    }

    private boolean fits(@Nullable Adapter adapter) {
        return adapter == null
                || (adapter.config().rank() <= rank
                        && targets.containsAll(adapter.config().targets())
                        && (!plain || adapter.hasPlainFactors()));
    }

    /** Makes room, for what there was and what is needed. */
    private void layOut(List<@Nullable Adapter> needed) {
        int capacity = Math.max(rows.size(), needed.size());
        close();
        for (Adapter adapter : needed) {
            if (adapter != null) {
                targets.addAll(adapter.config().targets());
                rank = Math.max(rank, adapter.config().rank());
                plain &= adapter.hasPlainFactors();
            }
        }
        rows.addAll(Collections.nCopies(capacity, null));
        layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<List<Projection>, Group> groups = new HashMap<>();
            for (List<Projection> parts : Projection.together(config.projections())) {
                List<Projection> adapted =
                        parts.stream().filter(targets::contains).toList();
                if (!adapted.isEmpty()) {
                    groups.put(parts, group(capacity, adapted));
                }
            }
            layers.add(groups);
        }
    }

    private Group group(int capacity, List<Projection> adapted) {
        List<Part> parts = new ArrayList<>();
        for (Projection each : adapted) {
            long outputs = each.outputs(config);
            parts.add(new Part(
                    each,
                    Scope.own(Tensors.zeros(capacity, rank, outputs)),
                    plain ? null : Scope.own(Tensors.ones(capacity, 1, outputs)),
                    plain ? null : Scope.own(Tensors.zeros(capacity, 1, outputs))));
        }
        long inputs = adapted.getFirst().inputs(config);
        return new Group(Scope.own(Tensors.zeros(capacity, inputs, (long) rank * adapted.size())), parts);
    }

    private void write(int row, @Nullable Adapter adapter) {
        for (int layer = 0; layer < layers.size(); layer++) {
            for (Group group : layers.get(layer).values()) {
                Tensor a = group.a().select(0, row).zero_();
                for (int i = 0; i < group.parts().size(); i++) {
                    Part part = group.parts().get(i);
                    part.b().select(0, row).zero_();
                    if (part.gain() != null && part.shift() != null) {
                        part.gain().select(0, row).fill_(Tensors.scalar(1));
                        part.shift().select(0, row).zero_();
                    }
                    if (adapter != null && adapter.config().adapts(layer, part.projection())) {
                        write(row, a.narrow(1, (long) i * rank, rank), part, adapter, layer);
                    }
                }
            }
        }
        rows.set(row, adapter);
    }

    private static void write(int row, Tensor a, Part part, Adapter adapter, int layer) {
        int own = adapter.config().rank();
        Factors factors = adapter.factors(layer, part.projection());
        a.narrow(1, 0, own).copy_(factors.a().select(0, 0).t());
        part.b()
                .select(0, row)
                .narrow(0, 0, own)
                .copy_(factors.b().select(0, 0).t())
                .mul_(Tensors.scalar(adapter.config().scale()));
        if (factors.gain() != null) {
            Objects.requireNonNull(part.gain())
                    .select(0, row)
                    .copy_(factors.gain().select(0, 0));
        }
        if (factors.shift() != null) {
            Objects.requireNonNull(part.shift())
                    .select(0, row)
                    .copy_(factors.shift().select(0, 0));
        }
    }

    @Override
    public void close() {
        for (Map<List<Projection>, Group> layer : layers) {
            for (Group group : layer.values()) {
                group.a().close();
                group.parts().forEach(part -> part.tensors().forEach(Tensor::close));
            }
        }
        layers = List.of();
        rows.clear();
    }
}
