package org.openledger.settlement.wallet;

import java.math.BigInteger;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of calls of contracts that accounts made. */
final class AccountCallTable {
    private AccountCallTable() {}

    /**
     * A call.
     *
     * @param hash of its transaction, which {@code raw} is
     * @param mostWei in digits, as is {@code paidWei}
     * @param state in its word
     */
    public record Row(
            String id,
            String account,
            long nonce,
            String hash,
            String raw,
            String mostWei,
            String state,
            String paidWei,
            long createdMillis) {}

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO settlement_account_call
                            (id, account, nonce, hash, raw, most_wei, state, paid_wei, created_millis)
                        VALUES (:id, :account, :nonce, :hash, :raw, :mostWei, :state, :paidWei, :createdMillis)""").bindMethods(row).execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM settlement_account_call WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    /** The one call of an account whose end is not known. */
    static Optional<Row> underWay(Handle handle, String account) {
        return handle.createQuery("SELECT * FROM settlement_account_call WHERE account = :account AND state = 'sent'")
                .bind("account", account)
                .mapTo(Row.class)
                .findOne();
    }

    static void end(Handle transaction, String id, String state, BigInteger paidWei) {
        transaction
                .createUpdate("UPDATE settlement_account_call SET state = :state, paid_wei = :paid WHERE id = :id")
                .bind("state", state)
                .bind("paid", paidWei.toString())
                .bind("id", id)
                .execute();
    }
}
