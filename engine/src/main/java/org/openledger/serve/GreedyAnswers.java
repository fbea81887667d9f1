package org.openledger.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.KvCache;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The answers of one adapter, or of the base alone, to prompts that are there all at once, each token the likeliest one. They are what
 * {@link ServingEngine} answers at temperature 0. Computed by the calling thread, and without a queue.
 */
public final class GreedyAnswers {
    private static final int PROMPTS_AT_ONCE = 16;

    private final BaseModel base;
    private final LoraBank bank;
    private final int maxTokens;
    private final Runnable check;

    private GreedyAnswers(BaseModel base, LoraBank bank, int maxTokens, Runnable check) {
        this.base = base;
        this.bank = bank;
        this.maxTokens = maxTokens;
        this.check = check;
    }

    /**
     * The answers, in the order of the prompts, without the token that ended them; none to a prompt that leaves no room for one.
     *
     * @param adapter null for the base alone
     * @param prompts each of at least one token
     * @param maxTokens of an answer
     * @param check run before each token; what it throws ends this
     */
    public static List<int[]> of(
            BaseModel base, @Nullable Adapter adapter, List<int[]> prompts, int maxTokens, Runnable check) {
        int[][] answers = new int[prompts.size()][];
        // prompts of like length together, which saves padding
        List<Integer> order = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparingInt(prompt -> prompts.get(prompt).length))
                .toList();
        try (LoraBank bank = LoraBank.stack(base.config(), Collections.singletonList(adapter));
                NoGradGuard _ = new NoGradGuard()) {
            GreedyAnswers greedy = new GreedyAnswers(base, bank, maxTokens, check);
            for (int from = 0; from < order.size(); from += PROMPTS_AT_ONCE) {
                List<Integer> some = order.subList(from, Math.min(order.size(), from + PROMPTS_AT_ONCE));
                List<int[]> found =
                        greedy.together(some.stream().map(prompts::get).toList());
                for (int i = 0; i < found.size(); i++) {
                    answers[some.get(i)] = found.get(i);
                }
            }
        }
        return Arrays.asList(answers);
    }

    private List<int[]> together(List<int[]> prompts) {
        int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
        int capacity = (int) Math.min(base.config().maximumPositions(), (long) longest + maxTokens);
        List<List<Integer>> answers = new ArrayList<>();
        List<Integer> running = new ArrayList<>();
        for (int row = 0; row < prompts.size(); row++) {
            answers.add(new ArrayList<>());
            if (prompts.get(row).length < capacity) {
                running.add(row);
            }
        }
        try (KvCache cache = new KvCache(base.config(), prompts.size(), capacity)) {
            int[][] next = running.stream().map(prompts::get).toArray(int[][]::new);
            while (!running.isEmpty()) {
                check.run();
                int[] slots = running.stream().mapToInt(Integer::intValue).toArray();
                int[] tokens = likeliest(cache, slots, next);
                running = new ArrayList<>();
                List<int[]> after = new ArrayList<>();
                for (int i = 0; i < slots.length; i++) {
                    List<Integer> answer = answers.get(slots[i]);
                    if (base.config().endTokens().contains(tokens[i])) {
                        continue;
                    }
                    answer.add(tokens[i]);
                    int room = Math.min(maxTokens, capacity - prompts.get(slots[i]).length);
                    if (answer.size() < room) {
                        running.add(slots[i]);
                        after.add(new int[] {tokens[i]});
                    }
                }
                next = after.toArray(int[][]::new);
            }
        }
        return answers.stream()
                .map(answer -> answer.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private int[] likeliest(KvCache cache, int[] slots, int[][] tokens) {
        try (Scope _ = Scope.open()) {
            Tensor hidden = base.decoder().hidden(cache.append(slots, tokens), bank);
            int[] last = Arrays.stream(tokens).mapToInt(each -> each.length - 1).toArray();
            float[] logits = Tensors.toFloats(base.decoder().logitsAt(hidden, last, bank));
            int vocabulary = base.config().vocabularySize();
            return IntStream.range(0, slots.length)
                    .map(row -> Sampler.likeliest(Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary)))
                    .toArray();
        }
    }
}
