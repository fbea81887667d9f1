package org.openledger.retrieval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;
import org.openledger.verify.bytes.Hex;

/**
 * Builds the index of one version with one base: the rows' words for BM25, without their places in the row, and their vectors
 * for nearest neighbours. One thread writes one segment, so that the same rows and base give the same search.
 *
 * <p>The index's digest is SHA-256 over the base's digest (32 bytes) and, for each row in the order of the version's tree, its
 * leaf (32 bytes) and its vector (float32, little-endian): whoever has rows and base computes it again. The rows' text is in no
 * file of the index but as a bag of words.
 *
 * <p>Words are those of the canonical text, and vectors are of what is seen: a row is found by what a reader reads in it.
 *
 * <p>A row that writes out a special token of the base is left out: in a prompt it would speak for somebody else.
 */
final class RowIndexBuilder {
    static final String WORDS = "words";
    static final String VECTOR = "vector";
    static final String LEAF = "leaf";
    /** Texts whose vectors are computed in one pass. */
    private static final int BATCH_ROWS = 32;

    private static final int BUFFER_MEGABYTES = 64;
    private static final FieldType BAG_OF_WORDS = bagOfWords();

    private final BaseModel base;
    private final Schema schema;
    private final BooleanSupplier stopping;
    private final LongConsumer progress;

    /**
     * @param stopping asked between batches; then building ends with {@link StoppedException}
     * @param progress told how many rows are done
     */
    RowIndexBuilder(BaseModel base, Schema schema, BooleanSupplier stopping, LongConsumer progress) {
        this.base = base;
        this.schema = schema;
        this.stopping = stopping;
        this.progress = progress;
    }

    /** The node stops while an index is being made. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Rows of a version, a page at a time; the last page is empty. */
    interface Pages {
        List<Row> from(int offset);
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one page, never compared
    private record Entry(Row row, String text, int[] tokens) {}

    /** Writes the index into an empty folder. */
    void build(Pages pages, String root, Path folder) throws IOException {
        Files.createDirectories(folder);
        MessageDigest digest = newDigest();
        digest.update(Hex.parse(base.digest()));
        long indexed = 0;
        try (FSDirectory directory = FSDirectory.open(folder);
                StandardAnalyzer analyzer = new StandardAnalyzer();
                IndexWriter writer = new IndexWriter(directory, configuration(analyzer))) {
            int offset = 0;
            for (List<Row> page = pages.from(0); !page.isEmpty(); page = pages.from(offset)) {
                offset += page.size();
                indexed += add(writer, entries(page), digest);
                progress.accept(offset);
            }
            writer.forceMerge(1);
            writer.commit();
        }
        new IndexManifest(base.digest(), root, indexed, Hex.of(digest.digest())).write(folder);
    }

    private static IndexWriterConfig configuration(StandardAnalyzer analyzer) {
        return new IndexWriterConfig(analyzer)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setCodec(WideVectors.codec())
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false);
    }

    private List<Entry> entries(List<Row> page) {
        List<Entry> entries = new ArrayList<>();
        for (Row row : page) {
            if (row.isErased() || row.state() != Row.State.ACCEPTED) {
                continue;
            }
            String text = Texts.of(row, schema);
            int[] tokens = Texts.tokens(base, text);
            if (tokens.length > 0 && !base.tokenizer().holdsSpecialToken(text)) {
                entries.add(new Entry(row, text, tokens));
            }
        }
        return entries;
    }

    private int add(IndexWriter writer, List<Entry> entries, MessageDigest digest) throws IOException {
        float[][] vectors = vectors(entries);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Document document = new Document();
            document.add(new BinaryDocValuesField(LEAF, new BytesRef(entry.row().leaf())));
            document.add(new Field(WORDS, Texts.words(entry.text()), BAG_OF_WORDS));
            document.add(new KnnFloatVectorField(VECTOR, vectors[i], VectorSimilarityFunction.DOT_PRODUCT));
            writer.addDocument(document);
            digest.update(Hex.parse(entry.row().leaf()));
            digest.update(littleEndian(vectors[i]));
        }
        return entries.size();
    }

    /** In batches of rows of like length, since the longest of a batch decides what it costs. */
    private float[][] vectors(List<Entry> entries) {
        float[][] vectors = new float[entries.size()][];
        List<Integer> byLength = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            byLength.add(i);
        }
        byLength.sort(Comparator.comparingInt(i -> entries.get(i).tokens().length));
        for (int from = 0; from < byLength.size(); from += BATCH_ROWS) {
            if (stopping.getAsBoolean()) {
                throw new StoppedException();
            }
            List<Integer> batch = byLength.subList(from, Math.min(byLength.size(), from + BATCH_ROWS));
            float[][] made = TextVectors.of(
                    base, batch.stream().map(i -> entries.get(i).tokens()).toArray(int[][]::new));
            for (int i = 0; i < made.length; i++) {
                vectors[batch.get(i)] = made[i];
            }
        }
        return vectors;
    }

    private static byte[] littleEndian(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static FieldType bagOfWords() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
