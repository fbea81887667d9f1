package org.openledger.store.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.openledger.verify.bytes.Hex;

/**
 * What is known of a table's rows together.
 *
 * @param columns names of those that the rows' seals are over, with commas
 * @param rowCount how many rows are sealed
 * @param total of their seals
 * @param sealedMillis when the table was sealed first
 * @param mac seal over all of the above
 */
@SuppressWarnings("ArrayRecordComponent") // lives between the database and its comparison
public record TableSeal(
        String tableName, String columns, long rowCount, byte[] total, Origin origin, long sealedMillis, byte[] mac) {

    /** How the first rows of a table came to their seals. */
    enum Origin {
        /** Each in the transaction that wrote it. */
        WRITTEN,
        /** As they were found in a folder from before seals. */
        FOUND
    }

    static TableSeal of(SealKey key, SealedTable table, Origin origin, long sealedMillis) {
        return new TableSeal(
                        table.name(),
                        table.columnNames(),
                        0,
                        SealSum.ZERO.bytes(),
                        origin,
                        sealedMillis,
                        new byte[SealSum.BYTES])
                .signed(key);
    }

    boolean fits(SealKey key) {
        return MessageDigest.isEqual(mac, macOf(key));
    }

    /** With other rows and columns; one that did not fit before does not fit after. */
    TableSeal with(SealKey key, String newColumns, long newCount, SealSum newTotal) {
        TableSeal changed = new TableSeal(tableName, newColumns, newCount, newTotal.bytes(), origin, sealedMillis, mac);
        return fits(key) ? changed.signed(key) : changed;
    }

    private TableSeal signed(SealKey key) {
        return new TableSeal(tableName, columns, rowCount, total, origin, sealedMillis, macOf(key));
    }

    private byte[] macOf(SealKey key) {
        return key.seal(String.join(
                        "\n",
                        tableName,
                        columns,
                        Long.toString(rowCount),
                        Hex.of(total),
                        origin.name(),
                        Long.toString(sealedMillis))
                .getBytes(StandardCharsets.UTF_8));
    }
}
