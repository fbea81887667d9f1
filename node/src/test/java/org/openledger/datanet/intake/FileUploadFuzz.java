package org.openledger.datanet.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.ReadOptions;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.mapping.RowMaker;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.store.Refusal;

/** Files that people send, of every kind; the first byte chooses schema and repair. */
public final class FileUploadFuzz {
    private static final IntakeLimits LIMITS = new IntakeLimits(1 << 16, 10_000, 1 << 20, 1 << 20, 1 << 15);

    private FileUploadFuzz() {}

    /**
     * Reads a file of every kind before Jazzer times any: loading the classes that read them takes longer on a busy machine than one
     * input may.
     */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] seed : seeds(Files.createTempDirectory("openledger-fuzz-"))) {
            fuzzerTestOneInput(seed);
        }
    }

    /** A file of every kind, each behind the byte that chooses its schema. */
    static List<byte[]> seeds(Path folder) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (FileKinds.Kind kind : FileKinds.all(folder)) {
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(List.of(Schema.values()).indexOf(kind.schema()));
            seed.writeBytes(kind.bytes());
            seeds.add(seed.toByteArray());
        }
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        int choice = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
        List<Schema> schemas = List.of(Schema.values());
        Schema schema = schemas.get(choice % schemas.size());
        boolean repair = choice >= Byte.MAX_VALUE;
        FileUpload.Asked asked =
                new FileUpload.Asked(new ReadOptions(Optional.empty(), Optional.empty(), repair), Map.of());
        int skipped = Math.min(1, input.length);
        try (FileUpload upload = FileUpload.open(
                        new ByteArrayInputStream(input, skipped, input.length - skipped), schema, LIMITS, asked);
                RecordReader records = upload.records()) {
            upload.requireMapped();
            RowMaker maker = new RowMaker(schema, upload.mapping(), LIMITS.maxFieldCharacters(), repair);
            for (Read read = records.next(); read != null; read = records.next()) {
                if (read instanceof Read.Good record && maker.make(record.values()) instanceof RowMaker.Made.Row row) {
                    String content = Row.content(row.fields(), row.metadata());
                    String _ = schema.parts(Row.fields(content)) + schema.reading(row.fields());
                }
            }
        } catch (Refusal refused) {
            // a sentence
        }
    }
}
