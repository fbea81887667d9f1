package org.openledger.sale;

import java.math.BigInteger;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what this node signed to pay others with. */
final class PurchaseTable {
    private PurchaseTable() {}

    /** @param wei in digits */
    public record Row(
            String id,
            String payer,
            String payTo,
            String nonce,
            String wei,
            String accepted,
            long expiresSeconds,
            long createdMillis) {
        BigInteger amount() {
            return new BigInteger(wei);
        }
    }

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO sale_purchase (id, payer, pay_to, nonce, wei, accepted, expires_seconds, created_millis)
                        VALUES (:id, :payer, :payTo, :nonce, :wei, :accepted, :expiresSeconds, :createdMillis)""").bindMethods(row).execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM sale_purchase WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }
}
