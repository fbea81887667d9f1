package org.openledger.attribution.spans;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.tensor.Processors;

/**
 * An index over a corpus of any size: a folder of shards, each an index file of its own, and the list that names them. Rows are
 * appended as new shards; old ones are never touched. The files are mapped, not loaded; an open folder never changes and serves
 * any number of threads.
 *
 * <p>A span that is maximal over all shards is maximal in each shard that has it. So the answer is made of the shards' answers:
 * counts of the same span add up, and what is part of a longer span of another shard is left out.
 */
public final class SpanFolder implements AutoCloseable {

    private final Arena arena;
    private final ShardList list;
    private final List<SpanShard> shards;
    /** All contributors, in alphabetical order. */
    private final List<String> contributors;
    /** By shard, the place of each of its contributors among all. */
    private final List<int[]> places;

    private final long tokens;
    private final Processors processors = new Processors();

    private SpanFolder(Arena arena, ShardList list, List<SpanShard> shards) {
        this.arena = arena;
        this.list = list;
        this.shards = shards;
        this.contributors = shards.stream()
                .flatMap(shard -> shard.contributors().stream())
                .distinct()
                .sorted()
                .toList();
        this.places = shards.stream()
                .map(shard -> shard.contributors().stream()
                        .mapToInt(name -> Collections.binarySearch(contributors, name))
                        .toArray())
                .toList();
        this.tokens = shards.stream().mapToLong(SpanShard::tokens).sum();
    }

    /** Opens a folder after comparing each byte of its files with the checksums; anything damaged is refused by name. */
    public static SpanFolder open(Path folder) {
        ShardList list = ShardList.read(folder);
        Arena arena = Arena.ofShared();
        try {
            List<SpanShard> shards = new ArrayList<>();
            for (ShardList.Entry entry : list.shards()) {
                SpanShard shard = new SpanShard(folder.resolve(entry.file()), arena);
                if (!shard.digest().equals(entry.digest())) {
                    throw new SpanIndexException(folder.resolve(entry.file()) + " is not the shard that "
                            + folder.resolve(ShardList.NAME) + " names. Build the index again from the rows");
                }
                shards.add(shard);
            }
            return new SpanFolder(arena, list, shards);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** SHA-256 of the tokenizer that made the token ids, 64 hex digits. */
    public String tokenizerDigest() {
        return list.tokenizerDigest();
    }

    /** SHA-256 that stands for every byte of the list and all shards, 64 hex digits. */
    public String digest() {
        return list.digest();
    }

    public int shards() {
        return shards.size();
    }

    /** Tokens of all rows. */
    public long tokens() {
        return tokens;
    }

    /**
     * All maximal matching spans of an answer: those of at least {@code minLength} tokens that stand in a row and are not part of a
     * longer one. At most one begins at each token; they come from left to right.
     *
     * @param answerIds the answer's token ids, each ≥ 0; unknown ones match nothing
     */
    public List<CorpusSpan> match(int[] answerIds, int minLength) {
        SpanIndex.checkAnswer(answerIds, minLength);
        SortedMap<Integer, Found> longest = new TreeMap<>();
        List<List<SpanShard.Match>> ofShards = walk(answerIds, minLength);
        for (int shard = 0; shard < shards.size(); shard++) {
            for (SpanShard.Match match : ofShards.get(shard)) {
                longest.computeIfAbsent(match.start(), start -> new Found()).add(match, places.get(shard));
            }
        }
        double[] information = informationBefore(answerIds);
        List<CorpusSpan> spans = new ArrayList<>();
        int reached = 0;
        for (Map.Entry<Integer, Found> entry : longest.entrySet()) {
            int start = entry.getKey();
            Found found = entry.getValue();
            if (start + found.length > reached) {
                reached = start + found.length;
                spans.add(found.span(start, information[reached] - information[start]));
            }
        }
        return spans;
    }

    /** What each shard finds, several walked side by side. */
    private List<List<SpanShard.Match>> walk(int[] answerIds, int minLength) {
        if (shards.size() == 1) {
            return List.of(shards.getFirst().match(answerIds, minLength));
        }
        List<Callable<List<SpanShard.Match>>> walks = new ArrayList<>();
        shards.forEach(shard -> walks.add(() -> shard.match(answerIds, minLength)));
        return processors.compute(walks);
    }

    /** −log₂ p of tokens as they are frequent in the rows, summed over all tokens before each; nothing for unknown ones. */
    private double[] informationBefore(int[] answer) {
        double[] before = new double[answer.length + 1];
        for (int i = 0; i < answer.length; i++) {
            long occurrences = 0;
            for (SpanShard shard : shards) {
                occurrences += shard.occurrences(answer[i]);
            }
            before[i + 1] = before[i] + Information.bits(occurrences, tokens);
        }
        return before;
    }

    /** The longest span from one start, over the shards that have it. */
    private final class Found {
        private int length;
        private long count;
        private final BitSet holders = new BitSet(contributors.size());

        private void add(SpanShard.Match match, int[] placeOfHolder) {
            if (match.length() < length) {
                return;
            }
            if (match.length() > length) {
                length = match.length();
                count = 0;
                holders.clear();
            }
            count += match.count();
            for (int holder : match.holders()) {
                holders.set(placeOfHolder[holder]);
            }
        }

        private CorpusSpan span(int start, double bits) {
            List<String> names = holders.stream().mapToObj(contributors::get).toList();
            return new CorpusSpan(start, length, count, names, bits);
        }
    }

    /** Unmaps the files. The folder must not be used by any thread at that time or later. */
    @Override
    public void close() {
        processors.close();
        arena.close();
    }
}
