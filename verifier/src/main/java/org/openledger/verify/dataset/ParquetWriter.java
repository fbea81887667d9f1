package org.openledger.verify.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;

/**
 * Rows as Parquet: a column a field, the messages of a chat as a list of objects, the metadata as JSON. Uncompressed and plain, so that
 * one version has one file, whoever writes it; written here, since the verifier writes it again without any library. After the
 * format's definition (https://github.com/apache/parquet-format, 2.11).
 */
final class ParquetWriter implements RowWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GROUP_ROWS = 10_000;
    private static final int GROUP_BYTES = 16 << 20;
    private static final int BYTE_ARRAY = 6;
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final int UTF8 = 0;
    private static final int LIST = 3;
    private static final int JSON = 19;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    /** Of messages: the list is there, one of its messages, the message's member. */
    private static final int LIST_THERE = 1;

    private static final int MESSAGE_THERE = 2;
    private static final int MEMBER_THERE = 3;

    private final OutputStream out;
    private final List<String> fields;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private long written;
    private long rows;
    private int groupRows;

    private record Chunk(long offset, int bytes, int values) {}

    private record Group(List<Chunk> chunks, long rows) {}

    /** @param fields of the rows; {@code metadata} is JSON, {@code messages} a list of objects */
    ParquetWriter(OutputStream out, List<String> fields) throws IOException {
        this.out = out;
        this.fields = List.copyOf(fields);
        for (String field : fields) {
            if (field.equals(RowFields.MESSAGES)) {
                RowFields.MESSAGE.forEach(member ->
                        columns.add(new ParquetColumn(List.of(field, "list", "element", member), MEMBER_THERE, true)));
            } else {
                columns.add(new ParquetColumn(List.of(field), 1, false));
            }
        }
        put(MAGIC);
    }

    @Override
    public void write(byte[] content, JsonObject row) throws IOException {
        int column = 0;
        for (String field : fields) {
            Optional<Json> value = Optional.ofNullable(row.members().get(field));
            if (field.equals(RowFields.MESSAGES)) {
                writeMessages(column, value);
                column += RowFields.MESSAGE.size();
            } else {
                add(columns.get(column++), value);
            }
        }
        groupRows++;
        if (groupRows == GROUP_ROWS
                || columns.stream().mapToLong(ParquetColumn::size).sum() >= GROUP_BYTES) {
            endGroup();
        }
    }

    private static void add(ParquetColumn column, Optional<Json> value) {
        value.ifPresentOrElse(there -> column.add(true, bytes(there)), () -> column.addAbsent(true, 0));
    }

    private static byte[] bytes(Json value) {
        return value instanceof JsonString text
                ? text.value().getBytes(StandardCharsets.UTF_8)
                : CanonicalJson.write(value);
    }

    private void writeMessages(int first, Optional<Json> value) {
        List<Json> messages = value.map(all -> ((JsonArray) all).items()).orElse(List.of());
        for (int i = 0; i < RowFields.MESSAGE.size(); i++) {
            ParquetColumn column = columns.get(first + i);
            if (messages.isEmpty()) {
                column.addAbsent(true, value.isPresent() ? LIST_THERE : 0);
            }
            boolean firstOfRow = true;
            for (Json message : messages) {
                Json member = ((JsonObject) message).members().get(RowFields.MESSAGE.get(i));
                if (member == null) {
                    column.addAbsent(firstOfRow, MESSAGE_THERE);
                } else {
                    column.add(firstOfRow, bytes(member));
                }
                firstOfRow = false;
            }
        }
    }

    private void endGroup() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (ParquetColumn column : columns) {
            int values = column.count();
            byte[] page = column.takePage();
            byte[] header = new ThriftCompact()
                    .begin()
                    .i32(1, 0)
                    .i32(2, page.length)
                    .i32(3, page.length)
                    .struct(5)
                    .i32(1, values)
                    .i32(2, PLAIN)
                    .i32(3, RLE)
                    .i32(4, RLE)
                    .end()
                    .end()
                    .bytes();
            chunks.add(new Chunk(written, header.length + page.length, values));
            put(header);
            put(page);
        }
        groups.add(new Group(chunks, groupRows));
        rows += groupRows;
        groupRows = 0;
    }

    @Override
    public void end() throws IOException {
        if (groupRows > 0) {
            endGroup();
        }
        byte[] footer = footer();
        put(footer);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(footer.length >> shift);
        }
        put(MAGIC);
    }

    private byte[] footer() {
        ThriftCompact thrift = new ThriftCompact().begin().i32(1, 1);
        schema(thrift);
        thrift.i64(3, rows).structs(4, groups.size());
        for (Group group : groups) {
            thrift.begin().structs(1, columns.size());
            long bytes = 0;
            for (int i = 0; i < columns.size(); i++) {
                chunk(thrift, columns.get(i), group.chunks().get(i));
                bytes += group.chunks().get(i).bytes();
            }
            thrift.i64(2, bytes).i64(3, group.rows()).end();
        }
        return thrift.text(6, "OpenLedger").end().bytes();
    }

    private void schema(ThriftCompact thrift) {
        boolean chats = fields.contains(RowFields.MESSAGES);
        thrift.structs(2, 1 + fields.size() + (chats ? 2 + RowFields.MESSAGE.size() : 0));
        thrift.begin().text(4, "rows").i32(5, fields.size()).end();
        for (String field : fields) {
            if (field.equals(RowFields.MESSAGES)) {
                thrift.begin()
                        .i32(3, OPTIONAL)
                        .text(4, field)
                        .i32(5, 1)
                        .i32(6, LIST)
                        .end();
                thrift.begin().i32(3, REPEATED).text(4, "list").i32(5, 1).end();
                thrift.begin()
                        .i32(3, 0)
                        .text(4, "element")
                        .i32(5, RowFields.MESSAGE.size())
                        .end();
                RowFields.MESSAGE.forEach(member -> text(thrift, member, member.equals("tool_calls") ? JSON : UTF8));
            } else {
                text(thrift, field, field.equals(RowFields.METADATA) ? JSON : UTF8);
            }
        }
    }

    private static void text(ThriftCompact thrift, String name, int meaning) {
        thrift.begin()
                .i32(1, BYTE_ARRAY)
                .i32(3, OPTIONAL)
                .text(4, name)
                .i32(6, meaning)
                .end();
    }

    private static void chunk(ThriftCompact thrift, ParquetColumn column, Chunk chunk) {
        thrift.begin()
                .i64(2, chunk.offset())
                .struct(3)
                .i32(1, BYTE_ARRAY)
                .numbers(2, PLAIN, RLE)
                .texts(3, column.path().size());
        column.path().forEach(thrift::text);
        thrift.i32(4, 0)
                .i64(5, chunk.values())
                .i64(6, chunk.bytes())
                .i64(7, chunk.bytes())
                .i64(9, chunk.offset())
                .end()
                .end();
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
