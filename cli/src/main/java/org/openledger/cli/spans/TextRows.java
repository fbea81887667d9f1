package org.openledger.cli.spans;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openledger.store.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a JSONL file, one after another: objects with {@code text}, or with {@code instruction} and {@code response}, and
 * perhaps a {@code contributor}, which is a text or a whole number. Empty lines are passed over.
 */
public final class TextRows implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 << 20;
    private static final int READ_BYTES = 1 << 18;
    private static final String NOBODY = "unknown";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String file;
    private final InputStream in;
    private final byte[] chunk = new byte[READ_BYTES];
    private int next;
    private int end;
    private long line;
    private long bytes;

    /**
     * One row.
     *
     * @param texts its text, or its instruction and its response
     */
    public record TextRow(List<String> texts, String contributor) {}

    public TextRows(Path file) {
        this(file, file.toString());
    }

    /** @param name what messages call the file */
    public TextRows(Path path, String name) {
        this.file = name;
        try {
            this.in = new BufferedInputStream(Files.newInputStream(path), READ_BYTES);
        } catch (NoSuchFileException e) {
            throw new Refusal(Refusal.Kind.INVALID, file + " is missing. Name a JSONL file", e);
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read " + file + ": " + e, e);
        }
    }

    /** Bytes read so far. */
    long bytes() {
        return bytes;
    }

    /** The next row; empty at the end of the file. */
    public Optional<TextRow> next() {
        while (true) {
            byte[] read = readLine();
            if (read.length == 0 && end < 0) { // end of file
                return Optional.empty();
            }
            if (!isBlank(read)) {
                return Optional.of(parse(read));
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private TextRow parse(byte[] read) {
        JsonNode row;
        try {
            row = MAPPER.readTree(read);
        } catch (JacksonException e) {
            throw new Refusal(Refusal.Kind.INVALID, malformed("no valid JSON: " + e.getOriginalMessage()), e);
        }
        if (!row.isObject()) {
            throw new Refusal(Refusal.Kind.INVALID, malformed("no JSON object"));
        }
        String contributor = contributor(row);
        if (row.has("text")) {
            return new TextRow(List.of(text(row, "text")), contributor);
        }
        if (row.has("instruction") && row.has("response")) {
            return new TextRow(List.of(text(row, "instruction"), text(row, "response")), contributor);
        }
        throw new Refusal(
                Refusal.Kind.INVALID, malformed("it has neither \"text\" nor both \"instruction\" and \"response\""));
    }

    /** A name, or the number of one. */
    private String contributor(JsonNode row) {
        if (!row.hasNonNull("contributor")) {
            return NOBODY;
        }
        JsonNode value = row.get("contributor");
        String name = value.isIntegralNumber() ? value.asString() : text(row, "contributor");
        if (name.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, malformed("its \"contributor\" is empty"));
        }
        return name;
    }

    private String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isString()) {
            throw new Refusal(Refusal.Kind.INVALID, malformed("its \"" + field + "\" is no string"));
        }
        return value.stringValue();
    }

    private String malformed(String what) {
        return file + ", line " + line + ": " + what + ". Mend or remove the line";
    }

    private byte[] readLine() {
        line++;
        ByteArrayOutputStream read = new ByteArrayOutputStream(512);
        try {
            while (true) {
                if (next >= end) {
                    end = in.read(chunk);
                    next = 0;
                    if (end < 0) {
                        return read.toByteArray();
                    }
                    bytes += end;
                }
                int from = next;
                while (next < end && chunk[next] != '\n') {
                    next++;
                }
                read.write(chunk, from, next - from);
                if (read.size() > MAX_LINE_BYTES) {
                    throw new Refusal(Refusal.Kind.INVALID, malformed("more than " + MAX_LINE_BYTES + " bytes"));
                }
                if (next < end) {
                    next++;
                    return read.toByteArray();
                }
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read " + file + ", line " + line + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot close " + file + ": " + e, e);
        }
    }
}
