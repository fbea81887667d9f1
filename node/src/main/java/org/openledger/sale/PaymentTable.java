package org.openledger.sale;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.bytes.Worded;

/** The SQL of payments by signature, and of the accounts that stand for buyers. */
final class PaymentTable {
    private PaymentTable() {}

    /** Where a payment stands. */
    public enum State implements Worded {
        /** The chain is asked to take it from the buyer. */
        TAKING,
        /** It is taken, and is being put into the escrow for the buyer's account. */
        DEPOSITING,
        CREDITED,
        FAILED;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A payment as it is kept. */
    public record Row(
            String id,
            String token,
            String fromAddress,
            String nonce,
            long gwei,
            Optional<String> identifier,
            String request,
            State state,
            String outcome,
            long fromBlock,
            long createdMillis) {}

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO sale_payment (id, token, from_address, nonce, gwei, identifier, request, state, outcome,
                            from_block, created_millis)
                        VALUES (:id, :token, :fromAddress, :nonce, :gwei, :identifier, :request, :state, :outcome,
                            :fromBlock, :createdMillis)""").bindMethods(row).execute();
    }

    static void become(Handle transaction, String id, State state, String outcome) {
        transaction
                .createUpdate("UPDATE sale_payment SET state = :state, outcome = :outcome WHERE id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("outcome", outcome)
                .execute();
    }

    static Row require(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM sale_payment WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .one();
    }

    static Optional<Row> byNonce(Handle handle, String token, String from, String nonce) {
        return handle.createQuery("""
                        SELECT * FROM sale_payment
                        WHERE token = :token AND from_address = :from AND nonce = :nonce""")
                .bind("token", token)
                .bind("from", from)
                .bind("nonce", nonce)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byIdentifier(Handle handle, String from, String identifier) {
        return handle.createQuery("""
                        SELECT * FROM sale_payment WHERE from_address = :from AND identifier = :identifier""")
                .bind("from", from)
                .bind("identifier", identifier)
                .mapTo(Row.class)
                .findOne();
    }

    /** Those that are under way, oldest first. */
    static List<Row> underWay(Handle handle) {
        return handle.createQuery("""
                        SELECT * FROM sale_payment WHERE state IN ('taking', 'depositing')
                        ORDER BY created_millis, id""").mapTo(Row.class).list();
    }

    static Optional<String> account(Handle handle, String address) {
        return handle.createQuery("SELECT account FROM sale_buyer WHERE address = :address")
                .bind("address", address)
                .mapTo(String.class)
                .findOne();
    }

    static void insertBuyer(Handle transaction, String address, String account, long nowMillis) {
        transaction
                .createUpdate("""
                        INSERT INTO sale_buyer (address, account, created_millis)
                        VALUES (:address, :account, :createdMillis)""")
                .bind("address", address)
                .bind("account", account)
                .bind("createdMillis", nowMillis)
                .execute();
    }
}
