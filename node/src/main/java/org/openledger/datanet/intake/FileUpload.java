package org.openledger.datanet.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openledger.datanet.file.FileLimits;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.ReadOptions;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.file.UploadedFile;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.mapping.Mapping;
import org.openledger.datanet.mapping.MappingFinder;
import org.openledger.datanet.mapping.Regrouping;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.store.BoundedStream;
import org.openledger.store.Refusal.Kind;

/** A file on its way to rows: what it is, and which of its columns is which field. It lies on the disk until this is closed. */
public final class FileUpload implements Closeable {
    private static final int SAMPLE_RECORDS = 200;
    private static final int LOOKED_AT_RECORDS = 20;

    private final Path folder;
    private final UploadedFile file;
    private final Regrouping regrouping;
    private final Asked asked;
    private final Mapping mapping;
    private final List<String> columns;
    private final Optional<DatanetException> unmapped;

    /**
     * How a sender wants a file to be read.
     *
     * @param mapping columns by field; what it does not name is found
     * @param redact whether placeholders take the place of secrets and personal data
     * @param corrects the leaf of the row that its only row is to replace
     */
    public record Asked(ReadOptions options, Map<String, String> mapping, boolean redact, Optional<String> corrects) {
        /** Everything is found. */
        public static final Asked NOTHING = new Asked(ReadOptions.STANDARD, Map.of());

        /** Rows as they are, each for itself. */
        public Asked(ReadOptions options, Map<String, String> mapping) {
            this(options, mapping, false, Optional.empty());
        }
    }

    private FileUpload(
            Path folder,
            UploadedFile file,
            Regrouping regrouping,
            Asked asked,
            Mapping mapping,
            List<String> columns,
            Optional<DatanetException> unmapped) {
        this.unmapped = unmapped;
        this.folder = folder;
        this.file = file;
        this.regrouping = regrouping;
        this.asked = asked;
        this.mapping = mapping;
        this.columns = columns;
    }

    /** @throws DatanetException where no records can be read from it, or it is longer than it may be */
    public static FileUpload open(InputStream body, Schema schema, IntakeLimits limits, Asked asked)
            throws IOException {
        Path folder = Files.createTempDirectory("openledger-upload-");
        boolean opened = false;
        try {
            Path copy = folder.resolve("body");
            Files.copy(
                    new BoundedStream(
                            body,
                            limits.maxBodyBytes(),
                            most -> new DatanetException(
                                    Kind.TOO_LARGE,
                                    "the upload is longer than " + most
                                            + " bytes: send it in parts; nothing was kept")),
                    copy);
            UploadedFile file = UploadedFile.open(copy, asked.options(), limits.ofFile(), folder);
            try {
                FileUpload upload = sampled(folder, file, schema, asked);
                opened = true;
                return upload;
            } finally {
                if (!opened) {
                    file.close();
                }
            }
        } finally {
            if (!opened) {
                delete(folder);
            }
        }
    }

    private static FileUpload sampled(Path folder, UploadedFile file, Schema schema, Asked asked) throws IOException {
        List<Value.Members> first;
        try (RecordReader records = file.records()) {
            first = first(records);
        }
        // columns that the sender names may be those of the records as they are
        Regrouping regrouping =
                MappingFinder.haveAll(first, asked.mapping().values()) ? Regrouping.NONE : Regrouping.of(schema, first);
        return sampled(folder, file, regrouping, schema, asked);
    }

    private static List<Value.Members> first(RecordReader records) throws IOException {
        List<Value.Members> first = new ArrayList<>();
        for (Read read = records.next(); read != null && first.size() < LOOKED_AT_RECORDS; read = records.next()) {
            if (read instanceof Read.Good record) {
                first.add(record.values());
            }
        }
        return first;
    }

    private static FileUpload sampled(Path folder, UploadedFile file, Regrouping regrouping, Schema schema, Asked asked)
            throws IOException {
        String kind = file.kind() + regrouping.said();
        List<Value.Members> sample = new ArrayList<>();
        Read.Bad bad = null;
        boolean repairable = true;
        try (RecordReader records = regrouping.over(file.records())) {
            for (Read read = records.next(); read != null; read = records.next()) {
                switch (read) {
                    case Read.Good record -> sample.add(record.values());
                    case Read.Bad none -> {
                        bad = bad == null ? none : bad;
                        repairable &= none.repairable();
                    }
                }
                if (sample.size() == SAMPLE_RECORDS) {
                    break;
                }
            }
        }
        if (sample.isEmpty() && bad != null && repairable) {
            throw new DatanetException(
                    Kind.INVALID,
                    "no record of this file (" + kind + ") can be read as it is; the first, in line "
                            + Math.max(1, bad.place().line()) + ": " + bad.detail());
        }
        if (sample.isEmpty() && bad == null) {
            throw new DatanetException(
                    Kind.INVALID, "the file (" + kind + ") has no rows in it: send one that has some");
        }
        Set<String> columns = new LinkedHashSet<>();
        sample.forEach(record -> columns.addAll(record.members().keySet()));
        List<String> named = columns.stream().limit(FileLimits.MAX_COLUMNS).toList();
        Mapping none = new Mapping("", Map.of());
        try {
            Mapping mapping = sample.isEmpty() ? none : MappingFinder.find(schema, sample, asked.mapping(), kind);
            return new FileUpload(folder, file, regrouping, asked, mapping, named, Optional.empty());
        } catch (DatanetException unmapped) {
            return new FileUpload(folder, file, regrouping, asked, none, named, Optional.of(unmapped));
        }
    }

    /** Refuses a file of which no column is known to be a field that rows need. */
    public void requireMapped() {
        unmapped.ifPresent(refused -> {
            throw refused;
        });
    }

    /** Why its columns are not known, in a sentence; empty where they are. */
    public Optional<String> problem() {
        return unmapped.map(DatanetException::getMessage);
    }

    /** What the file is. */
    public String kind() {
        return file.kind() + regrouping.said();
    }

    public Mapping mapping() {
        return mapping;
    }

    /** The columns of its first records, in their order. */
    public List<String> columns() {
        return columns;
    }

    Asked asked() {
        return asked;
    }

    boolean repairs() {
        return asked.options().repair();
    }

    RecordReader records() {
        return regrouping.over(file.records());
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.deleteIfExists(each);
            }
        }
        Files.deleteIfExists(folder);
    }
}
