package org.openledger.model.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trains a byte-level BPE tokenizer (Sennrich et al., arXiv:1508.07909, over bytes as GPT-2 does) and writes it as a
 * {@code tokenizer.json} that the reference implementation loads. The pair of neighbours that occurs most is merged, again and
 * again; ties go to the pair first in the alphabet, so the same text always gives the same tokenizer. Pairs are counted once and
 * then kept up to date only in the words a merge touches.
 */
public final class BpeTrainer {
    /** GPT-2's split into words; the {@code ByteLevel} pre-tokenizer of tokenizer.json does the same. */
    private static final Pattern WORD = Pattern.compile(
            "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private record Pair(String left, String right) implements Comparable<Pair> {
        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::left).thenComparing(Pair::right);

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    private record Candidate(Pair pair, long count) {}

    private static final class Word {
        private final long count;
        private final List<String> pieces;

        Word(String text, long count) {
            this.count = count;
            this.pieces =
                    new ArrayList<>(text.chars().mapToObj(Character::toString).toList());
        }
    }

    private final List<Word> words = new ArrayList<>();
    private final Map<Pair, Long> counts = new HashMap<>();
    private final Map<Pair, Set<Word>> places = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(
            Comparator.comparingLong(Candidate::count).reversed().thenComparing(Candidate::pair));

    private BpeTrainer(Map<String, Long> wordCounts) {
        wordCounts.forEach((text, count) -> words.add(new Word(text, count)));
        words.forEach(word -> count(word, word.count));
        counts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
    }

    /**
     * Trains on {@code texts} and writes {@code out}. The first tokens are {@code specialTokens}, which are cut out of the texts
     * and never merged; then come the 256 bytes, then the merges.
     *
     * @throws ModelException when {@code vocabularySize} has no room for the special tokens and the bytes
     */
    public static void train(Iterable<String> texts, int vocabularySize, List<String> specialTokens, Path out) {
        List<String> vocabulary = new ArrayList<>(specialTokens);
        for (int value = 0; value < 256; value++) {
            vocabulary.add(Character.toString(ByteAlphabet.character(value)));
        }
        if (vocabularySize < vocabulary.size()) {
            throw new ModelException("a vocabulary of " + vocabularySize + " tokens has no room for the "
                    + vocabulary.size() + " special tokens and bytes");
        }
        List<Pair> merges = new BpeTrainer(countWords(texts, specialTokens)).merges(vocabularySize - vocabulary.size());
        merges.forEach(merge -> vocabulary.add(merge.left() + merge.right()));
        AtomicFile.write(out, tokenizerText(vocabulary, merges, specialTokens));
    }

    private static Map<String, Long> countWords(Iterable<String> texts, List<String> specialTokens) {
        Pattern special = Pattern.compile(
                specialTokens.isEmpty()
                        ? "(?!)"
                        : String.join(
                                "|", specialTokens.stream().map(Pattern::quote).toList()));
        Map<String, Long> counts = new TreeMap<>();
        for (String text : texts) {
            for (String part : special.split(text, -1)) {
                Matcher word = WORD.matcher(part);
                while (word.find()) {
                    counts.merge(ByteAlphabet.write(word.group()), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private List<Pair> merges(int wanted) {
        List<Pair> merges = new ArrayList<>();
        while (merges.size() < wanted && !queue.isEmpty()) {
            Candidate best = queue.remove();
            long count = counts.getOrDefault(best.pair(), 0L);
            if (count != best.count()) {
                continue; // an outdated line: the pair's present count has a line of its own
            }
            if (count < 2) {
                break;
            }
            merges.add(best.pair());
            merge(best.pair());
        }
        return merges;
    }

    private void merge(Pair pair) {
        Set<Pair> touched = new LinkedHashSet<>();
        for (Word word : List.copyOf(places.getOrDefault(pair, Set.of()))) {
            touched.addAll(count(word, -word.count));
            replace(word.pieces, pair);
            touched.addAll(count(word, word.count));
        }
        for (Pair each : touched) {
            long count = counts.getOrDefault(each, 0L);
            if (count > 0) {
                queue.add(new Candidate(each, count));
            }
        }
    }

    /** Adds {@code weight} for each pair of the word, and gives those pairs. */
    private Set<Pair> count(Word word, long weight) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int i = 0; i + 1 < word.pieces.size(); i++) {
            Pair pair = new Pair(word.pieces.get(i), word.pieces.get(i + 1));
            pairs.add(pair);
            counts.merge(pair, weight, Long::sum);
            if (weight > 0) {
                places.computeIfAbsent(pair, _ -> new LinkedHashSet<>()).add(word);
            } else {
                places.getOrDefault(pair, Set.of()).remove(word);
            }
        }
        return pairs;
    }

    private static void replace(List<String> pieces, Pair pair) {
        for (int i = 0; i + 1 < pieces.size(); i++) {
            if (pieces.get(i).equals(pair.left()) && pieces.get(i + 1).equals(pair.right())) {
                pieces.set(i, pair.left() + pair.right());
                pieces.remove(i + 1);
            }
        }
    }

    private static String tokenizerText(List<String> vocabulary, List<Pair> merges, List<String> specialTokens) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        vocabulary.forEach(token -> ids.putIfAbsent(token, ids.size()));
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (String token : specialTokens) {
            ObjectNode entry = added.addObject().put("id", ids.get(token)).put("content", token);
            entry.put("single_word", false).put("lstrip", false).put("rstrip", false);
            entry.put("normalized", false).put("special", true);
        }
        root.putNull("normalizer");
        byteLevel(root.putObject("pre_tokenizer"));
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        ids.forEach(vocab::put);
        ArrayNode mergeArray = model.putArray("merges");
        merges.forEach(merge -> mergeArray.addArray().add(merge.left()).add(merge.right()));
        return JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }
}
