package org.openledger.datanet.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Reason;
import org.openledger.store.Refusal.Kind;

/** The rows of a Parquet file, with nested columns, a row group at a time. What its footer says is checked before it is believed. */
final class ParquetRecords implements RecordReader {

    private final ParquetFileReader file;
    private final MessageColumnIO columns;
    private org.apache.parquet.io.@Nullable RecordReader<Group> group;
    private long left;
    private long records;

    private ParquetRecords(ParquetFileReader file) {
        this.file = file;
        this.columns = new ColumnIOFactory().getColumnIO(file.getFileMetaData().getSchema());
    }

    /** @throws DatanetException where the file is damaged, or larger inside than it may be */
    static ParquetRecords open(Path path) throws IOException {
        LocalInputFile input = new LocalInputFile(path);
        try {
            ParquetFileReader file = ParquetFileReader.open(
                    input,
                    new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                            .withCodecFactory(new PageCodecs())
                            .build());
            try {
                check(file, input);
                return new ParquetRecords(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (DatanetException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw damaged(damaged);
        }
    }

    private static DatanetException damaged(Exception why) {
        return new DatanetException(
                Kind.INVALID,
                "the Parquet file is damaged or of a form that is not read (" + why.getMessage() + "): write it again");
    }

    private static void check(ParquetFileReader file, LocalInputFile input) throws IOException {
        if (file.getFileMetaData().getSchema().getColumns().size() > FileLimits.MAX_COLUMNS) {
            throw new DatanetException(
                    Kind.INVALID,
                    "the Parquet file has more than " + FileLimits.MAX_COLUMNS + " columns: keep those needed");
        }
        try (SeekableInputStream in = input.newStream()) {
            for (BlockMetaData block : file.getRowGroups()) {
                long packed = 0;
                for (ColumnChunkMetaData column : block.getColumns()) {
                    packed += column.getTotalSize();
                    require(packed, "a row group");
                    if (block.getRowCount() > 0) {
                        checkPages(in, column, input.getLength());
                    }
                }
            }
        }
    }

    /** Every page says how large it unpacks, and nobody else would ask before room is made for it. */
    private static void checkPages(SeekableInputStream in, ColumnChunkMetaData column, long length) throws IOException {
        long at = column.getStartingPos();
        long end = at + column.getTotalSize();
        if (at < 0 || end < at || end > length) {
            throw new DatanetException(
                    Kind.INVALID,
                    "column " + column.getPath().toDotString()
                            + " of the Parquet file ends outside of it: write it again");
        }
        while (at < end) {
            in.seek(at);
            PageHeader page = Util.readPageHeader(in);
            require(
                    page.getUncompressed_page_size(),
                    "a page of column " + column.getPath().toDotString());
            require(
                    page.getCompressed_page_size(),
                    "a page of column " + column.getPath().toDotString());
            boolean lies = page.isSetDictionary_page_header()
                    && page.getDictionary_page_header().getNum_values() > page.getUncompressed_page_size();
            if (lies) {
                throw new DatanetException(
                        Kind.INVALID, "a page of the Parquet file has fewer values than it says: write it again");
            }
            long after = in.getPos() + page.getCompressed_page_size();
            if (after <= at) {
                throw new DatanetException(Kind.INVALID, "a page of the Parquet file has no end: write it again");
            }
            at = after;
        }
    }

    private static void require(long bytes, String what) {
        if (bytes < 0 || bytes > FileLimits.MAX_PARQUET_PART_BYTES) {
            throw new DatanetException(
                    Kind.TOO_LARGE,
                    what + " of the Parquet file has " + bytes + " bytes, " + FileLimits.MAX_PARQUET_PART_BYTES
                            + " are allowed: write it with smaller row groups");
        }
    }

    @Override
    public @Nullable Read next() {
        try {
            while (left == 0) {
                PageReadStore pages = file.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                left = pages.getRowCount();
                group = columns.getRecordReader(
                        pages, new GroupRecordConverter(file.getFileMetaData().getSchema()));
            }
            left--;
            Place place = new Place(++records, 0);
            Group row = java.util.Objects.requireNonNull(group).read();
            Map<String, Value> members = new LinkedHashMap<>();
            for (int field = 0; field < row.getType().getFieldCount(); field++) {
                String name = row.getType().getFieldName(field);
                try {
                    members.put(name, value(row, field));
                } catch (CharacterCodingException bytes) {
                    return new Read.Bad(
                            place,
                            Reason.BAD_UTF8,
                            "the column " + JsonValues.shortened(name)
                                    + " holds bytes that are no text: leave it out of the file",
                            "",
                            false);
                }
            }
            return new Read.Good(place, new Value.Members(members));
        } catch (DatanetException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw damaged(damaged);
        }
    }

    private static Value.Members members(Group row) throws CharacterCodingException {
        Map<String, Value> members = new LinkedHashMap<>();
        GroupType type = row.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            members.put(type.getFieldName(field), value(row, field));
        }
        return new Value.Members(members);
    }

    private static Value value(Group row, int field) throws CharacterCodingException {
        Type type = row.getType().getType(field);
        int count = row.getFieldRepetitionCount(field);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(single(row, field, i));
            }
            return new Value.Items(items);
        }
        return count == 0 ? new Value.Nothing() : single(row, field, 0);
    }

    private static Value single(Group row, int field, int at) throws CharacterCodingException {
        Type type = row.getType().getType(field);
        if (type.isPrimitive()) {
            return primitive(row, field, at);
        }
        Group group = row.getGroup(field, at);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof ListLogicalTypeAnnotation) {
            return list(group);
        }
        return logical instanceof MapLogicalTypeAnnotation ? map(group) : members(group);
    }

    /** A list is a group of one repeated group of one element; older writers repeat the element itself. */
    private static Value list(Group list) throws CharacterCodingException {
        Type repeated = list.getType().getType(0);
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            boolean wrapped = !repeated.isPrimitive()
                    && repeated.asGroupType().getFieldCount() == 1
                    && !repeated.getName().equals("array");
            items.add(wrapped ? value(list.getGroup(0, i), 0) : single(list, 0, i));
        }
        return new Value.Items(items);
    }

    private static Value map(Group map) throws CharacterCodingException {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            members.put(
                    value(entry, 0).asText(),
                    entry.getType().getFieldCount() > 1 ? value(entry, 1) : new Value.Nothing());
        }
        return new Value.Members(members);
    }

    private static Value primitive(Group row, int field, int at) throws CharacterCodingException {
        Type type = row.getType().getType(field);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        PrimitiveTypeName name = type.asPrimitiveType().getPrimitiveTypeName();
        return switch (name) {
            case BOOLEAN -> new Value.Literal(Boolean.toString(row.getBoolean(field, at)));
            case FLOAT -> number(row.getFloat(field, at), Float.toString(row.getFloat(field, at)));
            case DOUBLE -> number(row.getDouble(field, at), Double.toString(row.getDouble(field, at)));
            case INT32 ->
                isUnsigned(logical)
                        ? new Value.Literal(Integer.toUnsignedString(row.getInteger(field, at)))
                        : whole(row.getInteger(field, at), logical);
            case INT64 ->
                isUnsigned(logical)
                        ? new Value.Literal(Long.toUnsignedString(row.getLong(field, at)))
                        : whole(row.getLong(field, at), logical);
            case INT96 -> new Value.Text(julian(row.getInt96(field, at)));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                Binary bytes = row.getBinary(field, at);
                yield switch (logical) {
                    case DecimalLogicalTypeAnnotation decimal ->
                        new Value.Literal(
                                new BigDecimal(new BigInteger(bytes.getBytes()), decimal.getScale()).toPlainString());
                    case UUIDLogicalTypeAnnotation _ -> {
                        ByteBuffer buffer = bytes.toByteBuffer();
                        yield new Value.Text(new UUID(buffer.getLong(), buffer.getLong()).toString());
                    }
                    case Float16LogicalTypeAnnotation _ -> {
                        float value = Float.float16ToFloat(bytes.toByteBuffer()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getShort());
                        yield number(value, Float.toString(value));
                    }
                    case null, default -> new Value.Text(text(bytes));
                };
            }
        };
    }

    private static boolean isUnsigned(@Nullable LogicalTypeAnnotation logical) {
        return logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    }

    private static Value number(double value, String spelling) {
        return Double.isFinite(value) ? new Value.Literal(spelling) : new Value.Text(spelling);
    }

    private static Value whole(long value, @Nullable LogicalTypeAnnotation logical) {
        return switch (logical) {
            case DecimalLogicalTypeAnnotation decimal ->
                new Value.Literal(BigDecimal.valueOf(value, decimal.getScale()).toPlainString());
            case DateLogicalTypeAnnotation _ ->
                new Value.Text(LocalDate.ofEpochDay(value).toString());
            case TimestampLogicalTypeAnnotation stamp ->
                new Value.Text(
                        stamp.isAdjustedToUTC()
                                ? instant(value, unit(stamp.getUnit())).toString()
                                : LocalDateTime.ofInstant(instant(value, unit(stamp.getUnit())), ZoneOffset.UTC)
                                        .toString());
            case TimeLogicalTypeAnnotation time ->
                new Value.Text(LocalTime.ofNanoOfDay(unit(time.getUnit()).toNanos(value))
                        .toString());
            case null, default -> new Value.Literal(Long.toString(value));
        };
    }

    private static TimeUnit unit(LogicalTypeAnnotation.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> TimeUnit.MILLISECONDS;
            case MICROS -> TimeUnit.MICROSECONDS;
            case NANOS -> TimeUnit.NANOSECONDS;
        };
    }

    private static Instant instant(long value, TimeUnit unit) {
        long aSecond = unit.convert(1, TimeUnit.SECONDS);
        return Instant.ofEpochSecond(Math.floorDiv(value, aSecond), unit.toNanos(Math.floorMod(value, aSecond)));
    }

    /** Nanoseconds of the day and the Julian day: how times stood in Parquet before 2018. */
    private static String julian(Binary bytes) {
        ByteBuffer buffer = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long day = buffer.getInt() - 2_440_588L;
        return Instant.ofEpochSecond(day * 86_400, nanos).toString();
    }

    private static String text(Binary bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.toByteBuffer()).toString();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
