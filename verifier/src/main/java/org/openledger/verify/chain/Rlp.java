package org.openledger.verify.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.VerifyException;

/** Recursive length prefixes (Ethereum yellow paper, appendix B). Of each value one spelling is read: the shortest. */
public final class Rlp {
    private static final int MAX_DEPTH = 16;
    private static final int TEXT = 0x80;
    private static final int LIST = 0xc0;
    /** Lengths up to this stand in the prefix itself. */
    private static final int SHORT = 55;

    private static final int MAX_LENGTH_BYTES = 3;

    private final byte[] input;
    private int at;

    private Rlp(byte[] input) {
        this.input = input;
    }

    /** Bytes, or a list of items. */
    public sealed interface Item {
        /** @throws VerifyException where it is a list */
        default byte[] bytes() {
            throw new VerifyException("there is a list where bytes belong");
        }

        /** @throws VerifyException where it is bytes */
        default List<Item> items() {
            throw new VerifyException("there are bytes where a list belongs");
        }
    }

    private static final class Text implements Item {
        private final byte[] content;

        Text(byte[] content) {
            this.content = content;
        }

        @Override
        public byte[] bytes() {
            return content.clone();
        }
    }

    private record Items(List<Item> items) implements Item {
        Items {
            items = List.copyOf(items);
        }
    }

    public static Item of(byte[] bytes) {
        return new Text(bytes.clone());
    }

    /** A whole number, without zeros in front; zero is no bytes. */
    public static Item of(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        return new Text(Arrays.copyOfRange(bytes, zeros, bytes.length));
    }

    public static Item of(List<Item> items) {
        return new Items(items);
    }

    static boolean isList(Item item) {
        return item instanceof Items;
    }

    public static byte[] encode(Item item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(item, out);
        return out.toByteArray();
    }

    private static void write(Item item, ByteArrayOutputStream out) {
        if (item instanceof Items list) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            list.items().forEach(each -> write(each, content));
            prefix(LIST, content.size(), out);
            out.writeBytes(content.toByteArray());
            return;
        }
        byte[] bytes = item.bytes();
        if (bytes.length != 1 || bytes[0] < 0) {
            prefix(TEXT, bytes.length, out);
        }
        out.writeBytes(bytes);
    }

    private static void prefix(int kind, int length, ByteArrayOutputStream out) {
        if (length <= SHORT) {
            out.write(kind + length);
            return;
        }
        byte[] digits = of(BigInteger.valueOf(length)).bytes();
        out.write(kind + SHORT + digits.length);
        out.writeBytes(digits);
    }

    /** @throws VerifyException where the bytes are not the one spelling of one item */
    public static Item decode(byte[] bytes) {
        Rlp reader = new Rlp(bytes);
        Item item = reader.item(0, bytes.length);
        Require.that(reader.at == bytes.length, "bytes follow the item");
        return item;
    }

    private Item item(int depth, int end) {
        Require.that(depth <= MAX_DEPTH, "lists are nested deeper than " + MAX_DEPTH);
        Require.that(at < end, "an item is cut off");
        int prefix = input[at++] & 0xff;
        if (prefix < TEXT) {
            return new Text(new byte[] {(byte) prefix});
        }
        if (prefix < LIST) {
            int length = length(prefix - TEXT, end);
            byte[] content = Arrays.copyOfRange(input, at, at + length);
            Require.that(length != 1 || content[0] < 0, "a byte has a prefix that it does not need");
            at += length;
            return new Text(content);
        }
        int length = length(prefix - LIST, end);
        int last = at + length;
        List<Item> items = new ArrayList<>();
        while (at < last) {
            items.add(item(depth + 1, last));
        }
        return new Items(items);
    }

    private int length(int small, int end) {
        int length = small;
        if (small > SHORT) {
            int digits = small - SHORT;
            Require.that(digits <= MAX_LENGTH_BYTES && at + digits <= end, "a length is cut off or too long");
            length = new BigInteger(1, Arrays.copyOfRange(input, at, at + digits)).intValueExact();
            Require.that(length > SHORT && input[at] != 0, "a length is not written the shortest way");
            at += digits;
        }
        Require.that(length <= end - at, "an item is cut off");
        return length;
    }
}
