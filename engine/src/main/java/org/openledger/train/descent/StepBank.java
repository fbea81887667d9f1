package org.openledger.train.descent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank;
import org.openledger.model.Projection;
import org.openledger.tensor.Products;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * One adapter in a step that asks for a first derivative alone. Products, which are most of a step, are computed on numbers and differentiated
 * here; what is between two of them libtorch differentiates, a piece at a time. So a frozen matrix is multiplied as answers multiply it,
 * and what a matrix and its adapter give back is added where it stands: libtorch copies and adds each by itself. With y = W·x + s·B·A·x and
 * g = ∂L/∂y
 *
 * <pre>∂L/∂B = g·(s·A·x)ᵀ   ∂L/∂A = (s·Bᵀ·g)·xᵀ   ∂L/∂x = Wᵀ·g + Aᵀ·(s·Bᵀ·g)</pre>
 *
 * <p>After a forward pass and {@code backward()} of its loss, {@link #backward} adds the gradient to that of the factors. Not
 * thread-safe. Close it.
 */
public final class StepBank extends LoraBank {
    /**
     * The factors of one matrix, a [rank, inputs] and b [outputs, rank], and where their gradients are added.
     */
    public record Factors(Tensor a, Tensor b, Tensor ofA, Tensor ofB) {
        long rank() {
            return a.size(0);
        }

        /** This matrix's columns of what is reduced. */
        Tensor columns(Tensor reduced, long column) {
            return reduced.narrow(1, column, rank());
        }
    }

    private final double scale;
    private final List<Map<Projection, Factors>> factors;
    private final WaysBack waysBack;
    private final List<Step> steps = new ArrayList<>();

    /** One way back, and what it needs. */
    private record Step(Runnable back, List<Tensor> owned) implements AutoCloseable {
        /** @param needed lives until then, besides its scope */
        static Step of(Runnable back, List<Tensor> needed) {
            needed.forEach(Scope::own);
            return new Step(back, needed);
        }

        @Override
        public void close() {
            owned.forEach(Tensor::close);
        }
    }

    /**
     * A bank of one adapter.
     *
     * @param factors the adapted matrices of each layer; they stay the caller's
     * @param waysBack through the base's matrices; they stay the caller's
     */
    public StepBank(double scale, List<Map<Projection, Factors>> factors, WaysBack waysBack) {
        super(1, List.of());
        this.scale = scale;
        this.factors = factors.stream().map(Map::copyOf).toList();
        this.waysBack = waysBack;
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
    protected Tensor cut(Tensor x) {
        if (!x.requires_grad()) {
            return x;
        }
        Tensor leaf = leaf(x);
        steps.add(Step.of(() -> backward(x, leaf.grad()), List.of(x, leaf)));
        return leaf;
    }

    /** What the adapter makes of one input: of all matrices that share it, A one below the other, and s·A·x, [lines, ranks]. */
    private record Reduced(Tensor a, Tensor x) {}

    /** What one matrix gives, and its columns of what is reduced where it is adapted. */
    private record Output(Tensor leaf, @Nullable Factors factors, long column) {}

    @Override
    protected List<Tensor> products(Tensor x, Frozen base, int layer, List<Projection> matrices) {
        return products(x, base, matrices.stream().map(factors.get(layer)::get).toList());
    }

    @Override
    protected Tensor head(Tensor lines, Frozen head, UnaryOperator<Tensor> plain) {
        return products(lines, head, Collections.singletonList(null)).getFirst();
    }

    private List<Tensor> products(Tensor x, Frozen base, List<@Nullable Factors> adapted) {
        try (NoGradGuard _ = new NoGradGuard()) {
            Tensor lines = lines(x.detach());
            List<Tensor> products = base.times(x.detach());
            Reduced reduced = reduced(lines, adapted);
            List<Tensor> needed = new ArrayList<>(List.of(x, lines));
            if (reduced != null) {
                needed.addAll(List.of(reduced.a(), reduced.x()));
            }
            List<Output> outputs = new ArrayList<>();
            long column = 0;
            for (int i = 0; i < products.size(); i++) {
                Tensor product = products.get(i);
                Factors each = adapted.get(i);
                if (each != null && reduced != null) {
                    product.view(-1, product.size(-1))
                            .addmm_(each.columns(reduced.x(), column), each.b().t());
                }
                Tensor leaf = each != null || x.requires_grad() ? leaf(product) : product;
                needed.add(leaf);
                outputs.add(new Output(leaf, each, column));
                column += each == null ? 0 : each.rank();
            }
            steps.add(Step.of(() -> back(x, lines, base, reduced, outputs), needed));
            return outputs.stream().map(Output::leaf).toList();
        }
    }

    private @Nullable Reduced reduced(Tensor lines, List<@Nullable Factors> adapted) {
        Tensor[] reducing =
                adapted.stream().filter(Objects::nonNull).map(Factors::a).toArray(Tensor[]::new);
        if (reducing.length == 0) {
            return null;
        }
        Tensor a = reducing.length == 1 ? reducing[0].alias() : torch.cat(new TensorVector(reducing), 0);
        return new Reduced(a, torch.linear(lines, a).mul_(Tensors.scalar(scale)));
    }

    private void back(Tensor x, Tensor lines, Frozen base, @Nullable Reduced reduced, List<Output> outputs) {
        Tensor owed = null;
        try (NoGradGuard _ = new NoGradGuard()) {
            Tensor inner = reduced == null ? null : torch.empty_like(reduced.x());
            for (int i = 0; i < outputs.size(); i++) {
                Output output = outputs.get(i);
                if (!output.leaf().requires_grad()) {
                    continue;
                }
                Tensor g = lines(output.leaf().grad());
                if (x.requires_grad()) {
                    int place = i;
                    Tensor through = waysBack.back(base.name(i), () -> base.weight(place), g);
                    owed = owed == null ? through : owed.add_(through);
                }
                Factors each = output.factors();
                if (each != null && reduced != null && inner != null) {
                    each.ofB().addmm_(g.t(), each.columns(reduced.x(), output.column()));
                    torch.mm_out(each.columns(inner, output.column()), g, each.b());
                }
            }
            if (reduced != null && inner != null) {
                inner.mul_(Tensors.scalar(scale));
                addOfA(inner.t().mm(lines), outputs);
                if (owed != null) {
                    owed.addmm_(inner, reduced.a());
                }
            }
        }
        if (owed != null) {
            backward(x, owed.view(x.shape()));
        }
    }

    /** @param gradient of all A one below the other */
    private static void addOfA(Tensor gradient, List<Output> outputs) {
        for (Output output : outputs) {
            Factors each = output.factors();
            if (each != null) {
                each.ofA().add_(gradient.narrow(0, output.column(), each.rank()));
            }
        }
    }

    /** Adds the gradient to that of the factors, after that of the loss went back to what the last layer gave. */
    public void backward() {
        while (!steps.isEmpty()) {
            try (Step last = steps.removeLast();
                    Scope _ = Scope.open()) {
                last.back().run();
            }
        }
    }

    private static void backward(Tensor x, Tensor gradient) {
        x.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }

    private static Tensor leaf(Tensor x) {
        Tensor leaf = x.detach();
        leaf.set_requires_grad(true);
        return leaf;
    }

    private static Tensor lines(Tensor x) {
        return x.reshape(-1, x.size(-1));
    }

    @Override
    public void close() {
        steps.forEach(Step::close);
        steps.clear();
    }
}
