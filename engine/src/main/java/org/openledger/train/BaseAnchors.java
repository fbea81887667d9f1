package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.KvCache;
import org.openledger.model.LoraBank;
import org.openledger.model.text.Message;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;

/**
 * Texts the base says by itself, on which an adapter is held to the base. A few hundred rows would otherwise overwrite what a
 * small base knows: it answers the rows and forgets the rest. So each step also counts the divergence of the adapter from the
 * base, KL(base ‖ adapter), over some of these texts (learning without forgetting, Li and Hoiem, arXiv:1606.09282, with the
 * base's own samples for data). Nobody's rows are in it, and it is the same for every slot.
 */
final class BaseAnchors {
    private static final int TEXTS = 256;
    private static final int TEXTS_AT_ONCE = 64;
    private static final int MAXIMUM_TOKENS = 48;
    private static final String SENTINEL = "\u2063";

    /** How many texts there are, spoken yet or not. */
    private final int most;
    /** Speaks the next {@value #TEXTS_AT_ONCE}. */
    private final Supplier<List<int[]>> base;

    private final List<int[]> spoken = new ArrayList<>();

    private BaseAnchors(int most, Supplier<List<int[]>> base) {
        this.most = most;
        this.base = base;
    }

    /** No texts: the adapter is held to nothing. */
    static BaseAnchors none() {
        return new BaseAnchors(0, List::of);
    }

    /**
     * Lets the base speak from the start of a chat, at temperature 1, when a text is first asked for. A text does not depend on which
     * others are.
     *
     * @param base must live as long
     * @param check run before each token; what it throws ends this
     */
    static BaseAnchors of(BaseModel base, long seed, Runnable check) {
        int[] start = start(base);
        int length = Math.min(MAXIMUM_TOKENS, base.config().maximumPositions());
        Random random = Seeds.stream(seed, "anchors");
        return new BaseAnchors(
                start.length < length ? TEXTS : 0,
                () -> Arrays.stream(spoken(base.decoder(), start, length, random, check))
                        .map(text -> cut(text, start.length, base))
                        .toList());
    }

    /** What stands before a person's first words: the tokens of the chat template up to them. */
    private static int[] start(BaseModel base) {
        String prompt = base.chat(List.of(Message.user(SENTINEL)));
        int words = prompt.indexOf(SENTINEL);
        int[] tokens = base.tokenizer().encode(prompt.substring(0, Math.max(0, words)));
        return tokens.length > 0
                ? tokens
                : new int[] {base.config().beginToken().orElse(0)};
    }

    private static int[][] spoken(Decoder decoder, int[] start, int length, Random random, Runnable check) {
        int[][] texts = new int[TEXTS_AT_ONCE][length];
        int[][] next = new int[TEXTS_AT_ONCE][];
        for (int row = 0; row < TEXTS_AT_ONCE; row++) {
            System.arraycopy(start, 0, texts[row], 0, start.length);
            next[row] = start;
        }
        int[] slots = IntStream.range(0, TEXTS_AT_ONCE).toArray();
        try (NoGradGuard _ = new NoGradGuard();
                KvCache cache = new KvCache(decoder.config(), TEXTS_AT_ONCE, length)) {
            for (int at = start.length; at < length; at++) {
                check.run();
                float[] probabilities = probabilities(decoder, cache, slots, next);
                int width = probabilities.length / TEXTS_AT_ONCE;
                for (int row = 0; row < TEXTS_AT_ONCE; row++) {
                    texts[row][at] = drawn(probabilities, row * width, width, random.nextDouble());
                    next[row] = new int[] {texts[row][at]};
                }
            }
        }
        return texts;
    }

    private static float[] probabilities(Decoder decoder, KvCache cache, int[] slots, int[][] tokens) {
        try (Scope _ = Scope.open()) {
            Tensor hidden = decoder.hidden(cache.append(slots, tokens), null);
            int[] last = new int[TEXTS_AT_ONCE];
            Arrays.fill(last, Math.toIntExact(hidden.size(1)) - 1);
            return Tensors.toFloats(decoder.logitsAt(hidden, last, null).softmax(-1));
        }
    }

    private static int drawn(float[] probabilities, int from, int width, double at) {
        double sum = 0;
        for (int token = 0; token < width; token++) {
            sum += probabilities[from + token];
            if (sum > at) {
                return token;
            }
        }
        return width - 1;
    }

    /** Ends the text after the answer: at its second end token. */
    private static int[] cut(int[] text, int from, BaseModel base) {
        int ends = 0;
        for (int i = from; i < text.length; i++) {
            if (base.config().endTokens().contains(text[i]) && ++ends == 2) {
                return Arrays.copyOf(text, i + 1);
            }
        }
        return text;
    }

    /** The texts of the first steps. */
    List<int[]> ofSteps(int steps, int count) {
        return IntStream.range(0, (int) Math.min(most, (long) steps * count))
                .mapToObj(this::text)
                .toList();
    }

    /** The texts of a step that counts from 0. */
    int[][] batch(int step, int count) {
        int[][] batch = new int[most == 0 ? 0 : count][];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = text((int) (((long) step * count + i) % most));
        }
        return batch;
    }

    private int[] text(int number) {
        while (spoken.size() <= number) {
            spoken.addAll(base.get());
        }
        return spoken.get(number);
    }

    /** log p of every next token under the base, [tokens, vocabulary]; it lives in the caller's scope. */
    static Tensor baseLogProbabilities(LowerLayers layers, int[][] batch) {
        try (NoGradGuard _ = new NoGradGuard()) {
            return logProbabilities(layers, batch, null);
        }
    }

    /** The mean over the texts' tokens of KL(base ‖ adapter), in nats. */
    static Tensor divergence(LowerLayers layers, int[][] batch, Tensor baseLogProbabilities, LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor adapted = logProbabilities(layers, batch, bank);
            Tensor terms = baseLogProbabilities.exp().mul(baseLogProbabilities.sub(adapted));
            return scope.keep(terms.sum().div(Tensors.scalar((double) adapted.size(0))));
        }
    }

    private static Tensor logProbabilities(LowerLayers layers, int[][] batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            int longest =
                    Arrays.stream(batch).mapToInt(text -> text.length).max().orElseThrow();
            int[] places = new int
                    [Arrays.stream(batch).mapToInt(text -> text.length - 1).sum()];
            int next = 0;
            for (int row = 0; row < batch.length; row++) {
                for (int i = 0; i + 1 < batch[row].length; i++) {
                    places[next++] = row * longest + i;
                }
            }
            Tensor hidden = layers.hidden(batch, bank);
            Tensor flat = hidden.reshape(-1, hidden.size(2)).index_select(0, Tensors.indices(places));
            return scope.keep(layers.decoder().logits(flat, bank).log_softmax(-1));
        }
    }
}
