package org.openledger.datanet.file;

import com.github.luben.zstd.ZstdInputStream;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import org.xerial.snappy.Snappy;

/** Unpacks the pages of Parquet by libraries alone; Parquet's own way to them goes through Hadoop. */
final class PageCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Parquet is only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Unpacking(codec);
    }

    @Override
    public void release() {}

    private record Unpacking(CompressionCodecName codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput packed, int bytes) throws IOException {
            return codec == CompressionCodecName.UNCOMPRESSED
                    ? packed
                    : BytesInput.from(unpacked(packed.toInputStream().readAllBytes(), bytes));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedBytes, ByteBuffer unpacked, int bytes) throws IOException {
            byte[] in = new byte[packedBytes];
            packed.get(in);
            unpacked.put(codec == CompressionCodecName.UNCOMPRESSED ? in : unpacked(in, bytes));
        }

        private byte[] unpacked(byte[] packed, int bytes) throws IOException {
            byte[] out = new byte[bytes];
            int count = switch (codec) {
                case SNAPPY ->
                    Snappy.uncompressedLength(packed) > bytes
                            ? -1
                            : Snappy.uncompress(packed, 0, packed.length, out, 0);
                case LZ4_RAW -> new Lz4Decompressor().decompress(packed, 0, packed.length, out, 0, bytes);
                case GZIP -> filled(new GZIPInputStream(new ByteArrayInputStream(packed)), out);
                case ZSTD -> filled(new ZstdInputStream(new ByteArrayInputStream(packed)), out);
                default ->
                    throw new DatanetException(
                            Kind.INVALID,
                            "the Parquet file is packed with " + codec
                                    + ", which is not read: write it with zstd or snappy");
            };
            if (count != bytes) {
                throw new IOException("a page does not unpack to the " + bytes + " bytes that it should");
            }
            return out;
        }

        private static int filled(InputStream in, byte[] out) throws IOException {
            try (in) {
                int count = in.readNBytes(out, 0, out.length);
                return in.read() < 0 ? count : -1;
            }
        }

        @Override
        public void release() {}
    }
}
