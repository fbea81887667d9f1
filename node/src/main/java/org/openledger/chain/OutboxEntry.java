package org.openledger.chain;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.bytes.Worded;

/**
 * One transaction of the operator, from request to block.
 *
 * @param key the caller's name for it; a key is sent once
 * @param to the called contract, lower-case; null to create one
 * @param data call data or creation code, 0x-hex
 * @param nonce set once sent, else null
 * @param transactionHash that of the transaction in a block when confirmed, of the latest attempt when sent
 * @param block where it was included, when confirmed or failed in a block
 * @param error why it failed, decoded; or what keeps it from being sent
 * @param createdMillis when it was requested
 * @param tries how often it could not be sent
 * @param nextTryMillis not before then
 * @param cancelling whether its nonce is to be used up by a transaction that does nothing
 */
public record OutboxEntry(
        long id,
        @ColumnName("request_key") String key,
        @Nullable @ColumnName("to_address") String to,
        String data,
        BigInteger valueWei,
        State state,
        @Nullable Long nonce,
        @Nullable String transactionHash,
        @Nullable Long block,
        @Nullable String error,
        long createdMillis,
        long tries,
        long nextTryMillis,
        boolean cancelling) {
    /** Where a transaction stands. Confirmed, failed and cancelled are final. */
    public enum State implements Worded {
        /** Waits for its turn. */
        QUEUED,
        /** Cannot be sent now, or needs one that cannot; the others go on. It has no nonce. */
        ASIDE,
        /** Has a nonce, which it keeps. */
        SENT,
        CONFIRMED,
        FAILED,
        CANCELLED;

        /** Whether it will not change any more. */
        public boolean ended() {
            return this == CONFIRMED || this == FAILED || this == CANCELLED;
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String CANCELLED_BY_OPERATOR = "the operator cancelled it";
    static final int MAX_KEY_CHARACTERS = 200;
    static final int MAX_DATA_CHARACTERS = 256 * 1024;

    public OutboxEntry {
        if (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS) {
            throw new ChainException("a transaction's key must have 1 to " + MAX_KEY_CHARACTERS + " characters");
        }
        if (to != null && !to.matches("0x[0-9a-f]{40}")) {
            throw new ChainException("transaction " + key + " goes to \"" + to + "\", which is no lower-case address");
        }
        if (!data.startsWith("0x") || data.length() > MAX_DATA_CHARACTERS || data.length() % 2 != 0) {
            throw new ChainException("transaction " + key + " has data that is not 0x-hex of at most "
                    + MAX_DATA_CHARACTERS + " characters");
        }
        if (valueWei.signum() < 0) {
            throw new ChainException("transaction " + key + " has a negative value");
        }
    }

    public OutboxKind kind() {
        return OutboxKind.of(key);
    }

    /** Whether another request under the same key asks for the same. */
    boolean asksFor(@Nullable String otherTo, String otherData, BigInteger otherValueWei) {
        return Objects.equals(to, otherTo) && data.equals(otherData) && valueWei.equals(otherValueWei);
    }
}
