package org.openledger.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A weight whose numbers float16 holds to within 2^-25, as it holds those of published bases, laid out once for W·x by FBGEMM (Khudia et al.,
 * arXiv:2101.05615). It stands as float16 and is widened in registers; x, sums and results are float32. OpenBLAS lays a weight out
 * anew for each product of few rows, which takes longer than the product. A row of the result depends on no other row of x. Nothing can be
 * differentiated. It owns its memory: close it.
 */
public final class PackedMatrix implements AnswerMatrix {
    /** Half the least step of float16. */
    private static final double EXACT = 0x1p-25;
    /** Outputs that are looked through and laid out together, so that little stands in memory twice. */
    private static final long OUTPUTS_AT_ONCE = 16_384;

    private static final OperatorHandle PACK = operator("quantized::linear_prepack_fp16");
    private static final OperatorHandle TIMES = operator("quantized::linear_dynamic_fp16");
    /** Whether this libtorch has the kernels and this processor what they are written for. */
    private static final boolean THERE = isThere();

    private final List<IValue> pieces;

    private PackedMatrix(List<IValue> pieces) {
        this.pieces = pieces;
    }

    /**
     * Lays out a weight [outputs, inputs]; empty where one of its numbers would be moved by more than 2^-25, half the least step of float16,
     * where it is not on the processor, and where the machine has no such product.
     */
    public static Optional<PackedMatrix> of(Tensor weight) {
        if (!THERE || !weight.device().is_cpu()) {
            return Optional.empty();
        }
        List<IValue> pieces = new ArrayList<>();
        try (NoGradGuard _ = new NoGradGuard()) {
            for (long from = 0; from < weight.size(0); from += OUTPUTS_AT_ONCE) {
                try (Scope _ = Scope.open()) {
                    Tensor piece = weight.narrow(0, from, Math.min(OUTPUTS_AT_ONCE, weight.size(0) - from));
                    Tensor wide = piece.to(torch.ScalarType.Float);
                    if (piece.scalar_type().intern() != torch.ScalarType.Half && !isExact(wide)) {
                        pieces.forEach(IValue::close);
                        return Optional.empty();
                    }
                    pieces.add(Scope.own(packed(wide.contiguous())));
                }
            }
        }
        return Optional.of(new PackedMatrix(List.copyOf(pieces)));
    }

    @Override
    public Tensor times(Tensor x) {
        if (x.requires_grad()) {
            throw new IllegalStateException("a product that cannot be differentiated was asked for a gradient");
        }
        if (pieces.size() == 1) {
            return product(x, pieces.getFirst());
        }
        TensorVector parts = new TensorVector();
        try (Scope scope = Scope.open()) {
            pieces.forEach(piece -> parts.push_back(product(x, piece)));
            return scope.keep(torch.cat(parts, -1));
        }
    }

    private static boolean isExact(Tensor wide) {
        double off = wide.to(torch.ScalarType.Half)
                .to(torch.ScalarType.Float)
                .sub_(wide)
                .abs_()
                .max()
                .item_double();
        return off <= EXACT; // not so for an infinity, which a number beyond float16 becomes
    }

    private static IValue packed(Tensor weight) {
        IValueVector stack = new IValueVector(new IValue(weight), new IValue());
        PACK.callBoxed(stack);
        return new IValue(stack.get(0)); // the same
    }

    private static Tensor product(Tensor x, IValue weight) {
        IValueVector stack = new IValueVector(new IValue(x), weight);
        TIMES.callBoxed(stack);
        return new Tensor(stack.get(0).toTensor()); // what is in the stack ends with it
    }

    private static OperatorHandle operator(String name) {
        return Scope.own(Dispatcher.singleton().findSchemaOrThrow(name, ""));
    }

    private static boolean isThere() {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor one = Tensors.ones(1, 1).cpu();
            return product(one, packed(one)).item_double() == 1;
        } catch (RuntimeException withoutKernels) { // what libtorch throws where FBGEMM does not compute
            return false;
        }
    }

    @Override
    public void close() {
        pieces.forEach(IValue::close);
    }
}
