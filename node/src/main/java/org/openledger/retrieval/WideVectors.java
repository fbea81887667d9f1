package org.openledger.retrieval;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own vector format, under its own name, for vectors of more than the 1,024 numbers that Lucene allows unless told: the
 * hidden states of real bases have several thousand. The files are those Lucene writes, and any Lucene of this version reads them.
 */
final class WideVectors extends KnnVectorsFormat {
    static final int MAX_NUMBERS = 1 << 14;

    private final KnnVectorsFormat format = new Lucene99HnswVectorsFormat();

    private WideVectors() {
        super("Lucene99HnswVectorsFormat");
    }

    /** The codec that writes with it. */
    static Lucene104Codec codec() {
        KnnVectorsFormat wide = new WideVectors();
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return wide;
            }
        };
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return MAX_NUMBERS;
    }
}
