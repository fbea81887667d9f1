package org.openledger.client.credential;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * An API key to be. What it may not be used for is refused, and so is what would go beyond a cap.
 *
 * @param payer whose deposit it may spend
 * @param label to tell it from others
 * @param scopes what it may be used for: ask, read, contribute
 * @param models that it may ask; without any, all
 * @param callGwei the most that one answer may cost
 * @param dayGwei the most that the answers of one day may cost together, by the clock of UTC
 * @param totalGwei the most that all its answers may ever cost together
 * @param lifeSeconds until it ends; absent, it ends when it is revoked
 */
public record NewKey(
        String payer,
        @WhenAbsent("\"\"") @Example("\"laptop\"") String label,

        @WhenAbsent("[\"ask\",\"read\"]") @Example("[\"ask\"]") @AtMost(3)
        List<String> scopes,

        @WhenAbsent("[]") @AtMost(100) List<String> models,
        @Bounds(from = 1, to = Bounds.ALL_OPEN_GWEI) Optional<Long> callGwei,
        @Bounds(from = 1, to = Bounds.ALL_OPEN_GWEI) Optional<Long> dayGwei,
        @Bounds(from = 1, to = Bounds.ALL_OPEN_GWEI) Optional<Long> totalGwei,
        @Bounds(from = 1, to = 3_153_600_000L) Optional<Long> lifeSeconds) {
    /** A key that asks and reads, without caps. */
    public static NewKey of(String payer, String label) {
        return new NewKey(
                payer,
                label,
                List.of("ask", "read"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
