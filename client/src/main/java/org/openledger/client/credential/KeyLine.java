package org.openledger.client.credential;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * An API key, without its secret.
 *
 * @param id names it
 * @param payer whose deposit it spends
 * @param label to tell it from others
 * @param state live, expired or revoked
 * @param scopes what it may be used for
 * @param models that it may ask; none named, all
 * @param callGwei the most that one answer may cost
 * @param dayGwei the most that the answers of one day may cost
 * @param totalGwei the most that all its answers may cost
 * @param chargedGwei what its answers cost so far
 * @param heldGwei what is set aside for answers being made
 * @param createdMillis when it was issued
 * @param lastUsedMillis when it was last used, to the minute
 * @param expiresMillis when it ends by itself
 * @param revokedMillis when it was revoked
 */
public record KeyLine(
        String id,
        String payer,
        String label,
        String state,
        @AtMost(4) List<String> scopes,
        @AtMost(100) List<String> models,
        Optional<Long> callGwei,
        Optional<Long> dayGwei,
        Optional<Long> totalGwei,
        long chargedGwei,
        long heldGwei,
        long createdMillis,
        Optional<Long> lastUsedMillis,
        Optional<Long> expiresMillis,
        Optional<Long> revokedMillis) {}
