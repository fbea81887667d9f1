package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.KvCache;
import org.openledger.model.LoraBank;
import org.openledger.model.text.Message;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Anchoring;

/**
 * Texts the base says by itself, on which an adapter is held to the base. A few hundred rows would otherwise overwrite what a
 * small base knows: it answers the rows and forgets the rest. So each step also counts the divergence of the adapter from the
 * base, KL(base ‖ adapter), over some of these texts (learning without forgetting, Li and Hoiem, arXiv:1606.09282, with the
 * base's own samples for data). Nobody's rows are in it, and it is the same for every slot. Close it.
 */
final class BaseAnchors implements AutoCloseable {
    private static final int TEXTS = 256;
    private static final int TEXTS_AT_ONCE = 64;
    private static final int MAXIMUM_TOKENS = 48;
    private static final String SENTINEL = "\u2063";

    /** How many texts there are, spoken yet or not. */
    private final int most;
    /** Says the next {@value #TEXTS_AT_ONCE}. */
    private final Supplier<List<Text>> base;

    private final List<Text> spoken = new ArrayList<>();

    /**
     * What the base said.
     *
     * @param thought what its last layer gave of each token but the last, ready for the head, [tokens − 1, hidden]; null where the base reads
     *     the text again
     */
    @SuppressWarnings("ArrayRecordComponent") // the very array by which what is computed of a text is kept
    record Text(int[] ids, @Nullable Tensor thought) implements AutoCloseable {
        @Override
        public void close() {
            if (thought != null) {
                thought.close();
            }
        }
    }

    private BaseAnchors(int most, Supplier<List<Text>> base) {
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
     * @param anchoring whether what it thinks is kept
     * @param check run before each token; what it throws ends this
     */
    static BaseAnchors of(BaseModel base, long seed, Anchoring anchoring, Runnable check) {
        int[] start = start(base);
        int length = Math.min(MAXIMUM_TOKENS, base.config().maximumPositions());
        Random random = Seeds.stream(seed, "anchors");
        return new BaseAnchors(
                start.length < length ? TEXTS : 0, () -> spoken(base, start, length, random, anchoring, check));
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

    private static List<Text> spoken(
            BaseModel base, int[] start, int length, Random random, Anchoring anchoring, Runnable check) {
        Decoder decoder = base.decoder();
        int[][] texts = new int[TEXTS_AT_ONCE][length];
        int[][] next = new int[TEXTS_AT_ONCE][];
        for (int row = 0; row < TEXTS_AT_ONCE; row++) {
            System.arraycopy(start, 0, texts[row], 0, start.length);
            next[row] = start;
        }
        int[] slots = IntStream.range(0, TEXTS_AT_ONCE).toArray();
        TensorVector thoughts = new TensorVector();
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                KvCache cache = new KvCache(decoder.config(), TEXTS_AT_ONCE, length)) {
            for (int at = start.length; at < length; at++) {
                check.run();
                Tensor hidden = decoder.hidden(cache.append(slots, next), null);
                if (anchoring == Anchoring.AS_SAID) {
                    thoughts.push_back(hidden);
                }
                float[] probabilities = probabilities(decoder, hidden);
                int width = probabilities.length / TEXTS_AT_ONCE;
                for (int row = 0; row < TEXTS_AT_ONCE; row++) {
                    texts[row][at] = drawn(probabilities, row * width, width, random.nextDouble());
                    next[row] = new int[] {texts[row][at]};
                }
            }
            Tensor thought = anchoring == Anchoring.AS_SAID ? torch.cat(thoughts, 1) : null;
            return IntStream.range(0, TEXTS_AT_ONCE)
                    .mapToObj(row -> text(cut(texts[row], start.length, base), thought, row))
                    .toList();
        }
    }

    private static Text text(int[] ids, @Nullable Tensor thought, int row) {
        return new Text(
                ids,
                thought == null
                        ? null
                        : Scope.own(thought.select(0, row)
                                .narrow(0, 0, ids.length - 1)
                                .clone()));
    }

    private static float[] probabilities(Decoder decoder, Tensor hidden) {
        try (Scope _ = Scope.open()) {
            int[] last = new int[Math.toIntExact(hidden.size(0))];
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

    /** How many texts a step of so many rows takes: fewer make its gradient rougher, and the run learns less and forgets more. */
    static int ofStep(int batchRows) {
        return Math.ceilDiv(3 * batchRows, 8);
    }

    /** The texts of the first steps. */
    List<Text> ofSteps(int steps, int count) {
        return IntStream.range(0, (int) Math.min(most, (long) steps * count))
                .mapToObj(this::text)
                .toList();
    }

    /** The texts of a step that counts from 0. */
    List<Text> batch(int step, int count) {
        return IntStream.range(0, most == 0 ? 0 : count)
                .mapToObj(i -> text((int) (((long) step * count + i) % most)))
                .toList();
    }

    private Text text(int number) {
        while (spoken.size() <= number) {
            spoken.addAll(base.get());
        }
        return spoken.get(number);
    }

    /** log p of every next token under the base, [tokens, vocabulary]; it lives in the caller's scope. */
    static Tensor baseLogProbabilities(LowerLayers layers, List<Text> batch) {
        try (Scope scope = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            TensorVector thoughts = new TensorVector();
            for (Text text : batch) {
                if (text.thought() == null) {
                    return scope.keep(logProbabilities(layers, batch, null));
                }
                thoughts.push_back(text.thought());
            }
            Decoder decoder = layers.decoder();
            Tensor thought = torch.cat(thoughts, 0).to(decoder.precision());
            return scope.keep(decoder.logits(thought, (LoraBank) null).log_softmax(-1));
        }
    }

    /** The mean over the texts' tokens of KL(base ‖ adapter), in nats. */
    static Tensor divergence(LowerLayers layers, List<Text> batch, Tensor baseLogProbabilities, LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor adapted = logProbabilities(layers, batch, bank);
            Tensor terms = baseLogProbabilities.exp().mul(baseLogProbabilities.sub(adapted));
            return scope.keep(terms.sum().div(Tensors.scalar((double) adapted.size(0))));
        }
    }

    private static Tensor logProbabilities(LowerLayers layers, List<Text> texts, @Nullable LoraBank bank) {
        int[][] batch = texts.stream().map(Text::ids).toArray(int[][]::new);
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

    @Override
    public void close() {
        spoken.forEach(Text::close);
        spoken.clear();
    }
}
