package org.openledger.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A way to find entries by the beginning of a name or a hash, in small letters. It reads a range of one index, so that its work
 * does not grow with the table.
 */
public final class Lookup {
    /** Behind every character: UTF-8 has none larger. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
    /** Behind every hexadecimal digit, in any collation. */
    private static final String LAST_DIGIT = "g";

    private final String sql;
    private final Optional<String> last;

    private Lookup(String id, String name, String from, String condition, Optional<String> last) {
        this.sql = "SELECT DISTINCT CAST(" + id + " AS TEXT) AS id, " + name + " AS name FROM " + from + " WHERE "
                + condition + " ORDER BY name, id LIMIT :limit";
        this.last = last;
    }

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
        return new Lookup(id, name, from, range(indexed), Optional.of(LAST_CHARACTER));
    }

    /**
     * By a hash or an address, of small hexadecimal digits.
     *
     * @param name what an entry is called
     * @param hash the indexed column
     */
    public static Lookup byHash(String id, String name, String from, String hash) {
        return new Lookup(id, name, from, range(hash), Optional.of(LAST_DIGIT));
    }

    /** By a whole number. */
    public static Lookup byNumber(String id, String name, String from, String number) {
        return new Lookup(id, name, from, number + " = CAST(:first AS BIGINT)", Optional.empty());
    }

    private static String range(String indexed) {
        return indexed + " >= :first AND " + indexed + " < :last";
    }

    public List<Hit> find(Handle handle, String beginning, int limit) {
        Query query = handle.createQuery(sql).bind("first", beginning).bind("limit", limit);
        last.ifPresent(behind -> query.bind("last", beginning + behind));
        return query.mapTo(Hit.class).list();
    }
}
