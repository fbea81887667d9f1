package org.openledger.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;

/**
 * Searches indexes as if they were one: by words with BM25 (S. Robertson, H. Zaragoza, "The probabilistic relevance framework",
 * 2009; Lucene's k₁ = 1.2, b = 0.75) and by nearness of vectors, and fuses the two rankings by reciprocal rank: a row's score is
 * Σ 1/(60 + rank) (G. Cormack, C. Clarke, S. Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
 * methods", SIGIR 2009). Ranks need no scale, so neither ranking has to be calibrated against the other.
 */
final class HybridSearch {
    /** Distinct words of a question that are looked up. */
    static final int MAX_WORDS = 256;
    /** Characters of a question that are split into words. */
    static final int MAX_CHARACTERS = 10_000;
    /** Rows that each ranking gives to the fusion. */
    private static final int CANDIDATES = 100;

    private static final int FUSION_CONSTANT = 60;
    private static final TopDocs NONE = new TopDocs(new TotalHits(0, TotalHits.Relation.EQUAL_TO), new ScoreDoc[0]);

    private final BaseModel base;

    HybridSearch(BaseModel base) {
        this.base = base;
    }

    /** A row by its leaf. */
    record Match(String leaf, double score) {}

    /** The rows closest to a question, the best first. A question without words and tokens finds nothing. */
    List<Match> search(List<RowIndex> indexes, String question) {
        try {
            DirectoryReader[] readers = indexes.stream().map(RowIndex::reader).toArray(DirectoryReader[]::new);
            // closing what combines the readers must leave them open for others
            try (MultiReader all = new MultiReader(readers, false)) {
                IndexSearcher searcher = new IndexSearcher(all);
                searcher.setQueryCache(null);
                return read(all.storedFields(), fuse(byWords(searcher, question), byNearness(searcher, question)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a retrieval index cannot be read: look at the disk", e);
        }
    }

    static TopDocs fuse(TopDocs byWords, TopDocs byNearness) {
        return TopDocs.rrf(2 * CANDIDATES, FUSION_CONSTANT, new TopDocs[] {byWords, byNearness});
    }

    private static List<Match> read(StoredFields rows, TopDocs fused) throws IOException {
        List<Match> matches = new ArrayList<>();
        for (ScoreDoc each : fused.scoreDocs) {
            matches.add(new Match(rows.document(each.doc).get(IndexBuilder.LEAF), each.score));
        }
        return matches;
    }

    private static TopDocs byWords(IndexSearcher searcher, String question) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Set<String> words = words(question);
        for (String word : words) {
            any.add(new TermQuery(new Term(IndexBuilder.WORDS, word)), BooleanClause.Occur.SHOULD);
        }
        return words.isEmpty() ? NONE : searcher.search(any.build(), CANDIDATES);
    }

    private TopDocs byNearness(IndexSearcher searcher, String question) throws IOException {
        int[] tokens = Texts.tokens(base, question);
        if (tokens.length == 0) {
            return NONE;
        }
        float[] vector = TextVectors.of(base, new int[][] {tokens})[0];
        return searcher.search(new KnnFloatVectorQuery(IndexBuilder.VECTOR, vector, CANDIDATES), CANDIDATES);
    }

    static Set<String> words(String question) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        String start = question.length() <= MAX_CHARACTERS ? question : question.substring(0, MAX_CHARACTERS);
        try (StandardAnalyzer analyzer = new StandardAnalyzer();
                TokenStream stream = analyzer.tokenStream(IndexBuilder.WORDS, start)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < MAX_WORDS && stream.incrementToken()) {
                words.add(word.toString());
            }
        }
        return words;
    }
}
