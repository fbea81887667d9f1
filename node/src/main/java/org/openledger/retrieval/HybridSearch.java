package org.openledger.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.VectorUtil;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;

/**
 * Searches indexes as if they were one: by words with BM25 (S. Robertson, H. Zaragoza, "The probabilistic relevance framework",
 * 2009; Lucene's k₁ = 1.2, b = 0.75) and by the cosine of vectors. The best of either are scored by both, and fused:
 *
 * <pre>score = ½·bm25/max bm25 + ½·(cosine + 1)/(max cosine + 1)</pre>
 *
 * which is the convex combination with theoretical minima of S. Bruch et al., "An analysis of fusion functions for hybrid
 * retrieval", ACM TOIS 2023. It keeps how far apart scores are, which fusing ranks throws away: with the toy base, whose vectors
 * tell little, fusing by reciprocal rank takes the mean reciprocal rank of the right row from BM25's 0.51 to 0.32, and this leaves
 * it at 0.51 (105 questions and answers of the demo).
 */
final class HybridSearch {
    /** Distinct words of a question that are looked up. */
    static final int MAX_WORDS = 256;
    /** Characters of a question that are split into words. */
    static final int MAX_CHARACTERS = 10_000;
    /** The best rows by words, and by nearness, that are scored by both. */
    private static final int CANDIDATES = 100;

    private final BaseModel base;

    HybridSearch(BaseModel base) {
        this.base = base;
    }

    /** A row by its leaf, and how close it is to the question, in [0, 1]. */
    record Match(String leaf, double score) {}

    /** What both searches say of a row; a row without any word of the question has 0 for words. */
    record Scored(String leaf, double words, double cosine) {}

    /** The rows closest to a question, the best first. A question without words and tokens finds nothing. */
    List<Match> search(List<RowIndex> indexes, String question) {
        int[] tokens = Texts.tokens(base, question);
        if (tokens.length == 0) {
            return List.of();
        }
        float[] vector = TextVectors.of(base, new int[][] {tokens})[0];
        try {
            DirectoryReader[] readers = indexes.stream().map(RowIndex::reader).toArray(DirectoryReader[]::new);
            // closing what combines the readers must leave them open for others
            try (MultiReader all = new MultiReader(readers, false)) {
                IndexSearcher searcher = new IndexSearcher(all);
                searcher.setQueryCache(null);
                return fuse(candidates(searcher, anyOf(words(question)), vector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a retrieval index cannot be read: look at the disk", e);
        }
    }

    /** The same rows with one score each, the best first; equal ones stay in their order. */
    static List<Match> fuse(List<Scored> candidates) {
        double mostWords = candidates.stream().mapToDouble(Scored::words).max().orElse(0);
        double nearest = candidates.stream().mapToDouble(Scored::cosine).max().orElse(0);
        return candidates.stream()
                .map(row -> new Match(row.leaf, score(row, mostWords, nearest)))
                .sorted(Comparator.comparingDouble(Match::score).reversed())
                .toList();
    }

    private static double score(Scored row, double mostWords, double nearest) {
        double words = mostWords > 0 ? row.words / mostWords : 0;
        double cosine = nearest > -1 ? (row.cosine + 1) / (nearest + 1) : 0;
        return (words + cosine) / 2;
    }

    private static List<Scored> candidates(IndexSearcher searcher, Query words, float[] vector) throws IOException {
        SortedSet<Integer> documents = new TreeSet<>();
        add(documents, searcher.search(words, CANDIDATES));
        add(
                documents,
                searcher.search(new KnnFloatVectorQuery(RowIndexBuilder.VECTOR, vector, CANDIDATES), CANDIDATES));
        Map<Integer, Float> byWords = wordScores(searcher, words, documents);
        List<Scored> scored = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int first = leaf.docBase;
            Rows rows = new Rows(leaf.reader(), vector);
            for (int document : documents.subSet(first, first + leaf.reader().maxDoc())) {
                float wordScore = byWords.getOrDefault(document, 0f);
                scored.add(new Scored(rows.leaf(document - first), wordScore, rows.cosine(document - first)));
            }
        }
        return scored;
    }

    /** The rows of one segment; documents must be asked for in order. */
    private static final class Rows {
        private final BinaryDocValues leaves;
        private final FloatVectorValues vectors;
        private final KnnVectorValues.DocIndexIterator at;
        private final float[] vector;

        Rows(LeafReader segment, float[] vector) throws IOException {
            this.leaves = DocValues.getBinary(segment, RowIndexBuilder.LEAF);
            this.vectors = Objects.requireNonNull(
                    segment.getFloatVectorValues(RowIndexBuilder.VECTOR), "an index with rows has vectors");
            this.at = vectors.iterator();
            this.vector = vector;
        }

        String leaf(int document) throws IOException {
            if (!leaves.advanceExact(document)) {
                throw new IOException("a row of the index has no leaf");
            }
            return leaves.binaryValue().utf8ToString();
        }

        double cosine(int document) throws IOException {
            if (at.advance(document) != document) {
                throw new IOException("a row of the index has no vector");
            }
            return VectorUtil.dotProduct(vectors.vectorValue(at.index()), vector);
        }
    }

    private static void add(SortedSet<Integer> documents, TopDocs found) {
        for (ScoreDoc each : found.scoreDocs) {
            documents.add(each.doc);
        }
    }

    private static Map<Integer, Float> wordScores(IndexSearcher searcher, Query words, SortedSet<Integer> documents)
            throws IOException {
        ScoreDoc[] unscored =
                documents.stream().map(document -> new ScoreDoc(document, 0)).toArray(ScoreDoc[]::new);
        TopDocs rescored = new QueryRescorer(words) {
            @Override
            protected float combine(float first, boolean matches, float second) {
                return matches ? second : 0;
            }
        }.rescore(
                searcher,
                new TopDocs(new TotalHits(unscored.length, TotalHits.Relation.EQUAL_TO), unscored),
                unscored.length);
        Map<Integer, Float> scores = new HashMap<>();
        for (ScoreDoc each : rescored.scoreDocs) {
            scores.put(each.doc, each.score);
        }
        return scores;
    }

    private static Query anyOf(Set<String> words) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : words) {
            any.add(new TermQuery(new Term(RowIndexBuilder.WORDS, word)), BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    static Set<String> words(String question) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        String start = question.length() <= MAX_CHARACTERS ? question : question.substring(0, MAX_CHARACTERS);
        try (StandardAnalyzer analyzer = new StandardAnalyzer();
                TokenStream stream = analyzer.tokenStream(RowIndexBuilder.WORDS, Texts.words(start))) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < MAX_WORDS && stream.incrementToken()) {
                words.add(word.toString());
            }
        }
        return words;
    }
}
