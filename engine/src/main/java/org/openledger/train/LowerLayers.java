package org.openledger.train;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Decoder;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.FreeMemory;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The layers below the lowest that an adapter changes. They compute the same of a text in every step and for every slot, for texts
 * never change and nothing is random; so it is computed once and kept, for as many texts as {@value #MOST_BYTES} bytes hold, or a
 * {@value #PART_OF_FREE_MEMORY}th of the free memory where that is less. Of other texts it is computed each time, to the same bits:
 * each text is computed alone. So nothing depends on how much is kept. Close it.
 */
final class LowerLayers implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;
    private static final int PART_OF_FREE_MEMORY = 4;

    private final Decoder decoder;
    private final int lowest;
    /** What enters the lowest adapted layer, [tokens, hidden], by the very array of a text. */
    private final IdentityHashMap<int[], Tensor> kept = new IdentityHashMap<>();

    private LowerLayers(Decoder decoder, int lowest) {
        this.decoder = decoder;
        this.lowest = lowest;
    }

    /** Keeps nothing. */
    static LowerLayers of(Decoder decoder, int lowest) {
        return new LowerLayers(decoder, lowest);
    }

    /**
     * Keeps what it can of some texts, the first ones first.
     *
     * @param check run before each text; what it throws ends this
     */
    static LowerLayers keeping(Decoder decoder, int lowest, List<int[]> texts, Runnable check) {
        LowerLayers layers = new LowerLayers(decoder, lowest);
        if (lowest == 0) {
            return layers;
        }
        long most = Math.min(MOST_BYTES, FreeMemory.bytes().orElse(MOST_BYTES) / PART_OF_FREE_MEMORY);
        try (Processors processors = new Processors()) {
            layers.keep(fitting(decoder, texts, most), processors, check);
            return layers;
        } catch (RuntimeException stopped) {
            layers.close();
            throw stopped;
        }
    }

    private static List<int[]> fitting(Decoder decoder, List<int[]> texts, long most) {
        long numberBytes = torch.elementSize(decoder.precision());
        long left = most;
        List<int[]> fitting = new ArrayList<>();
        for (int[] text : texts) {
            left -= numberBytes * decoder.config().hiddenSize() * text.length;
            if (left < 0) {
                return fitting;
            }
            fitting.add(text);
        }
        return fitting;
    }

    private void keep(List<int[]> texts, Processors processors, Runnable check) {
        List<Callable<Void>> work = new ArrayList<>();
        for (int[] text : texts) {
            work.add(() -> {
                check.run();
                try (Scope _ = Scope.open()) {
                    Tensor entering = Scope.own(computed(text).clone());
                    synchronized (kept) {
                        kept.put(text, entering);
                    }
                }
                return null;
            });
        }
        processors.compute(work);
    }

    private Tensor entering(int[] text) {
        Tensor known = kept.get(text);
        return known == null ? computed(text) : known;
    }

    private Tensor computed(int[] text) {
        try (NoGradGuard _ = new NoGradGuard()) {
            return decoder.entering(lowest, TokenBatch.padded(new int[][] {text}))
                    .select(0, 0);
        }
    }

    /** The decoder whose lower layers these are. */
    Decoder decoder() {
        return decoder;
    }

    /** The last layer's output for some texts, ready for the head, as {@link Decoder#hidden} gives it. */
    Tensor hidden(int[][] texts, @Nullable LoraBank bank) {
        TokenBatch batch = TokenBatch.padded(texts);
        if (lowest == 0) {
            return decoder.hidden(batch, bank);
        }
        try (Scope scope = Scope.open()) {
            Tensor entering = Tensors.zeros(
                            texts.length, batch.ids().size(1), decoder.config().hiddenSize())
                    .to(decoder.precision());
            for (int row = 0; row < texts.length; row++) {
                entering.select(0, row).narrow(0, 0, texts[row].length).copy_(entering(texts[row]));
            }
            return scope.keep(decoder.hiddenFrom(lowest, entering, batch, bank));
        }
    }

    @Override
    public void close() {
        kept.values().forEach(Tensor::close);
        kept.clear();
    }
}
