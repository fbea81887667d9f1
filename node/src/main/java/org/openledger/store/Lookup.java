package org.openledger.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.bytes.Hex;

/**
 * A way to find entries by the beginning of a name or a hash, in small letters. It reads a range of one index, so that its work
 * does not grow with the table.
 */
public final class Lookup {
    /** Behind every character: UTF-8 has none larger. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
    /** Behind every hexadecimal digit, in any collation. */
    private static final String LAST_DIGIT = "g";
    /** Of a SHA-256 in hexadecimal digits. */
    private static final int HASH_DIGITS = 64;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1," + HASH_DIGITS + "}");

    private final String sql;
    private final Function<String, Optional<Range>> range;

    private Lookup(String id, String name, String from, String condition, Function<String, Optional<Range>> range) {
        this.sql = "SELECT DISTINCT CAST(" + id + " AS TEXT) AS id, " + name + " AS name FROM " + from + " WHERE "
                + condition + " ORDER BY name, id LIMIT :limit";
        this.range = range;
    }

    /** What begins in some way, as values of the indexed column; the last may be the first one behind. */
    private record Range(Object first, Object last) {}

    /** What was found: the key of an entry, and what it is called. */
    public record Hit(String id, String name) {}

    /**
     * By a name, in large or small letters; there is an index on it in small letters, by bytes.
     *
     * @param id the key of an entry
     * @param name the column that has its name
     */
    public static Lookup byName(String id, String name, String from) {
        String indexed = "LOWER(" + name + ") COLLATE <binary>";
        return new Lookup(id, name, from, range(indexed), behind(LAST_CHARACTER));
    }

    /**
     * By a hash or an address, of small hexadecimal digits.
     *
     * @param name what an entry is called
     * @param hash the indexed column
     */
    public static Lookup byHash(String id, String name, String from, String hash) {
        return new Lookup(id, name, from, range(hash), behind(LAST_DIGIT));
    }

    /**
     * By a SHA-256 that stands as bytes.
     *
     * @param name what an entry is called
     * @param hash the indexed column
     */
    public static Lookup byHashInBytes(String id, String name, String from, String hash) {
        return new Lookup(id, name, from, hash + " >= :first AND " + hash + " <= :last", Lookup::bytes);
    }

    private static Optional<Range> bytes(String beginning) {
        return DIGITS.matcher(beginning).matches()
                ? Optional.of(new Range(filled(beginning, "0"), filled(beginning, "f")))
                : Optional.empty();
    }

    private static byte[] filled(String beginning, String digit) {
        return Hex.parse(beginning + digit.repeat(HASH_DIGITS - beginning.length()));
    }

    /** By a whole number. */
    public static Lookup byNumber(String id, String name, String from, String number) {
        return new Lookup(id, name, from, number + " = CAST(:first AS BIGINT)", behind(""));
    }

    private static String range(String indexed) {
        return indexed + " >= :first AND " + indexed + " < :last";
    }

    private static Function<String, Optional<Range>> behind(String last) {
        return beginning -> Optional.of(new Range(beginning, beginning + last));
    }

    public List<Hit> find(Handle handle, String beginning, int limit) {
        return range.apply(beginning)
                .map(wanted -> handle.createQuery(sql)
                        .bind("first", wanted.first())
                        .bind("last", wanted.last())
                        .bind("limit", limit)
                        .mapTo(Hit.class)
                        .list())
                .orElse(List.of());
    }
}
