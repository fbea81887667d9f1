package org.openledger.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.openledger.attribution.spans.Span;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;
import org.openledger.quality.Method.Credit;
import org.openledger.tensor.Seeds;
import org.openledger.train.TrainingRow;

/** Methods that only compare texts, and chance. */
final class TextMethods {
    private static final List<Integer> SHORTEST_SPANS = List.of(2, 3, 6);
    private static final String TEXT = "text";
    private static final String GROUP = "group";

    private final BaseModel base;
    private final Experiment experiment;

    TextMethods(BaseModel base, Experiment experiment) {
        this.base = base;
        this.experiment = experiment;
    }

    List<Method> all() {
        List<Method> methods = new ArrayList<>();
        methods.add(new Method("BM25", this::bm25));
        for (int shortest : SHORTEST_SPANS) {
            methods.add(new Method("spans", "from " + shortest + " tokens", () -> spans(shortest), () -> 0));
        }
        methods.add(new Method("embedding cosine", this::embeddings));
        methods.add(new Method("chance", this::chance));
        return methods;
    }

    /** The sum over a group's rows of their BM25 scores for the answer, by Lucene. */
    private Credit bm25() {
        double[][] rises = empty();
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                StandardAnalyzer analyzer = new StandardAnalyzer()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (TrainingRow row : experiment.rows()) {
                    Document document = new Document();
                    document.add(new TextField(TEXT, text(row, 0), Field.Store.NO));
                    document.add(new StoredField(GROUP, row.group()));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (int q = 0; q < rises.length; q++) {
                    TrainingRow asked = experiment.queries().get(q);
                    Query query =
                            new QueryBuilder(analyzer).createBooleanQuery(TEXT, text(asked, asked.promptLength()));
                    if (query == null) {
                        continue; // no word in it
                    }
                    for (ScoreDoc found :
                            searcher.search(query, experiment.rows().size()).scoreDocs) {
                        Document document = searcher.storedFields().document(found.doc);
                        int group = document.getField(GROUP).numericValue().intValue();
                        rises[q][group] += found.score;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Credit(rises, 0);
    }

    private String text(TrainingRow row, int from) {
        return base.tokenizer().decode(Arrays.copyOfRange(row.ids(), from, row.ids().length));
    }

    /** How many of the answer's tokens stand in spans that a group's rows hold. */
    private Credit spans(int shortest) {
        double[][] rises = empty();
        long bytes;
        Path file = temporary();
        try {
            SpanIndex.build(
                    experiment.rows().stream()
                            .map(row -> new IndexedRow(row.ids(), row.leaf(), Integer.toString(row.group())))
                            .toList(),
                    file);
            bytes = Files.size(file);
            try (SpanIndex index = SpanIndex.open(file)) {
                for (int q = 0; q < rises.length; q++) {
                    TrainingRow query = experiment.queries().get(q);
                    for (Span span : index.match(query.response(), shortest)) {
                        for (String group : span.contributors()) {
                            rises[q][Integer.parseInt(group)] += span.length();
                        }
                    }
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Credit(rises, bytes);
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("spans", ".index");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cosine of mean last hidden states under the base, summed over a group's rows. */
    private Credit embeddings() {
        double[][] rises = empty();
        float[][] ofQueries = experiment.queries().stream().map(this::embedding).toArray(float[][]::new);
        for (TrainingRow row : experiment.rows()) {
            float[] ofRow = embedding(row);
            for (int q = 0; q < rises.length; q++) {
                rises[q][row.group()] += dot(ofQueries[q], ofRow);
            }
        }
        return new Credit(rises, (long) experiment.rows().size() * base.config().hiddenSize() * Float.BYTES);
    }

    private float[] embedding(TrainingRow row) {
        return TextVectors.of(base, new int[][] {row.ids()})[0];
    }

    private Credit chance() {
        Random random = Seeds.stream(experiment.configuration().seed(), "random credit");
        double[][] rises = empty();
        for (double[] of : rises) {
            Arrays.setAll(of, i -> random.nextGaussian());
        }
        return new Credit(rises, 0);
    }

    private double[][] empty() {
        return new double[experiment.queries().size()][experiment.groups().size()];
    }

    private static double dot(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return sum;
    }
}
