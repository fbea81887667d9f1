package org.openledger.identity.credential;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openledger.client.call.KeyScope;
import org.openledger.identity.IdentityException;

/**
 * What an API key may be used for.
 *
 * @param label to tell it from others
 * @param models that it may ask; without any, all
 * @param callGwei the most that one answer may cost
 * @param dayGwei the most that the answers of one day may cost
 * @param totalGwei the most that all its answers may cost
 * @param expiresMillis when it ends by itself
 * @param mandate under which its holder acts, and for nothing else; empty for other keys
 */
public record KeyTerms(
        String label,
        Set<KeyScope> scopes,
        List<String> models,
        Optional<Long> callGwei,
        Optional<Long> dayGwei,
        Optional<Long> totalGwei,
        Optional<Long> expiresMillis,
        Optional<String> mandate) {
    private static final int MAX_MODELS = 100;
    private static final int MAX_MODEL_CHARACTERS = 128;

    public KeyTerms {
        if (scopes.isEmpty()) {
            throw new IdentityException("a key needs at least one scope: ask, read or contribute");
        }
        scopes = Set.copyOf(scopes);
        if (scopes.contains(KeyScope.ACT) != mandate.isPresent() || (mandate.isPresent() && scopes.size() > 1)) {
            throw new IdentityException("a key acts under a mandate and does nothing else, or it has other scopes: make"
                    + " keys of a mandate with the mandate");
        }
        models = List.copyOf(models);
        if (models.size() > MAX_MODELS) {
            throw new IdentityException("a key names at most " + MAX_MODELS + " models");
        }
        for (String model : models) {
            if (model.isEmpty() || model.length() > MAX_MODEL_CHARACTERS || model.contains(",")) {
                throw new IdentityException("'" + model + "' is no model's name: see the list of models");
            }
        }
    }

    /** The same under another label. */
    KeyTerms withLabel(String other) {
        return new KeyTerms(other, scopes, models, callGwei, dayGwei, totalGwei, expiresMillis, mandate);
    }

    /** Of a key that acts under no mandate. */
    public KeyTerms(
            String label,
            Set<KeyScope> scopes,
            List<String> models,
            Optional<Long> callGwei,
            Optional<Long> dayGwei,
            Optional<Long> totalGwei,
            Optional<Long> expiresMillis) {
        this(label, scopes, models, callGwei, dayGwei, totalGwei, expiresMillis, Optional.empty());
    }

    /** Asks and reads, without caps. */
    public static KeyTerms labelled(String label) {
        return new KeyTerms(
                label,
                EnumSet.of(KeyScope.ASK, KeyScope.READ),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Acts under a mandate. */
    public static KeyTerms acting(String label, String mandate, long expiresMillis) {
        return new KeyTerms(
                label,
                EnumSet.of(KeyScope.ACT),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(expiresMillis),
                Optional.of(mandate));
    }
}
