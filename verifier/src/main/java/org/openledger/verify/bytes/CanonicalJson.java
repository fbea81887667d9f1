package org.openledger.verify.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonBoolean;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonNull;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;

/**
 * One value, one spelling: RFC 8785 (JSON Canonicalization Scheme) restricted to integers, whose text needs none of
 * that RFC's rules for floating point. Reading is strict: well-formed UTF-8, no duplicate keys, nothing after the value,
 * and the limits below.
 */
public final class CanonicalJson {
    public static final int MAX_BYTES = 16 * 1024 * 1024;
    public static final int MAX_DEPTH = 32;
    /** Bounds memory: sixteen mebibytes of {@code [0,0,…]} would otherwise become hundreds. */
    public static final int MAX_VALUES = 1_000_000;

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** Reads one JSON value in any spelling JSON allows. */
    public static Json parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new VerifyException("JSON of " + bytes.length + " bytes is longer than " + MAX_BYTES);
        }
        return new JsonParser(decode(bytes)).parse();
    }

    /** Reads one JSON value and refuses bytes that are not its canonical spelling. */
    public static Json parseCanonical(byte[] bytes) {
        Json value = parse(bytes);
        int difference = Arrays.mismatch(bytes, write(value));
        if (difference >= 0) {
            throw new VerifyException("not canonical JSON (RFC 8785): the first difference is at byte " + difference);
        }
        return value;
    }

    /** The canonical bytes of a value. */
    public static byte[] write(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new VerifyException("JSON of " + bytes.length + " bytes is longer than " + MAX_BYTES);
        }
        return bytes;
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VerifyException("the bytes are not well-formed UTF-8", e);
        }
    }

    private static void write(Json value, StringBuilder out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new VerifyException("JSON is nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof JsonObject object) {
            writeObject(object, out, depth);
        } else if (value instanceof JsonArray array) {
            writeArray(array, out, depth);
        } else if (value instanceof JsonString string) {
            writeString(string.value(), out);
        } else if (value instanceof JsonInteger integer) {
            out.append(integer.value());
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else if (value instanceof JsonNull) {
            out.append("null");
        }
    }

    private static void writeObject(JsonObject object, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            out.append(separator);
            separator = ",";
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out, depth + 1);
        }
        out.append('}');
    }

    private static void writeArray(JsonArray array, StringBuilder out, int depth) {
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            write(items.next(), out, depth + 1);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    /** RFC 8785, section 3.2.2.2: the short escapes where JSON has one, lowercase hex for other controls, else as it is. */
    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
