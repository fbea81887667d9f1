package org.openledger.store.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.openledger.verify.bytes.Hex;

/**
 * A row as bytes: its table's name, then name, type and value of every column that has one, in the given order. Texts are UTF-8
 * behind their length. A column without a value adds nothing, so that a column added later changes no row that has none in it.
 * Bytes that stood as hexadecimal digits when the first seals were made are still sealed as those, so that the seals stay true.
 */
final class RowBytes {
    private static final char WHOLE = 'i';
    private static final char REAL = 'd';
    private static final char TEXT = 't';
    private static final char BYTES = 'b';
    private static final Map<String, Set<String>> ONCE_DIGITS =
            Map.of("datanet_row", Set.of("leaf", "salt", "text_digest"));

    private RowBytes() {}

    static byte[] of(String table, Collection<String> columns, ResultSet row) throws SQLException {
        Set<String> digits = ONCE_DIGITS.getOrDefault(table, Set.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, table.getBytes(StandardCharsets.UTF_8));
            for (String column : columns) {
                Object value = row.getObject(column);
                if (value != null) {
                    write(out, column.getBytes(StandardCharsets.UTF_8));
                    write(out, value instanceof byte[] content && digits.contains(column) ? Hex.of(content) : value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Long number -> whole(out, number);
            case Integer number -> whole(out, number);
            case Short number -> whole(out, number);
            case Boolean truth -> whole(out, truth ? 1 : 0);
            case Double number -> {
                out.writeByte(REAL);
                out.writeDouble(number);
            }
            case byte[] content -> {
                out.writeByte(BYTES);
                write(out, content);
            }
            default -> {
                out.writeByte(TEXT);
                write(out, value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void whole(DataOutputStream out, long number) throws IOException {
        out.writeByte(WHOLE);
        out.writeLong(number);
    }

    private static void write(DataOutputStream out, byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }
}
